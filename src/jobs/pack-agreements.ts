import { CONTRACT_CLAUSES, type ClauseUnit } from '../catalog/contract-clauses.ts';
import { discountBenchmarks, type DiscountBenchmark } from '../catalog/discount-benchmarks.ts';
import { legalDatesOf } from '../catalog/legal-dates.ts';
import { nextFiscalYearEnd, quarterEndsBetween, vendorCalendar } from '../catalog/signature-timing.ts';
import { knownVendorId, vendorId } from '../catalog/vendor-names.ts';
import type { PackBenchmark, PackCalendar, PackContract, PackDecision, PackLegalFact, PackOffer } from '../finding/negotiation-pack.ts';
import { CLAUSE_IDS, type ClauseAnswer, type Contract } from '../focus/contract.ts';
import type { VendorSources } from './case-sources.ts';
import { addDays, addMonths, billingPeriodOf, firstDayOf, type Day } from '../time.ts';

/** Agreements with their clauses in the words of the catalogue. */
export const contractsOf = (agreements: readonly Contract[]): PackContract[] =>
  agreements.map((contract) => ({
    contract,
    clauses: CLAUSE_IDS.map((id) => {
      const clause = contract.clauses[id];
      const { label, why } = CONTRACT_CLAUSES[id];
      return { label, why, answer: clause.answer, value: valueText(clause, CONTRACT_CLAUSES[id].unit) };
    }),
  }));

function valueText({ number, amount, note }: ClauseAnswer, unit: ClauseUnit): string {
  const value =
    amount === null ? (number === null ? '' : numberText(number, unit)) : `${amount.amount.replace(/\.?0+$/, '')} ${amount.currency}`;
  return [value, note ?? ''].filter((part) => part !== '').join(', ');
}

/** A share as a percentage, days and months with their unit. */
function numberText(value: number, unit: ClauseUnit): string {
  if (unit === 'share') return `${Math.round(value * 1000) / 10}%`;
  return unit === 'days' || unit === 'months' ? `${value} ${unit}` : String(value);
}

/** Quarter ends for as long as a pack is of use. */
const CALENDAR_MONTHS = 24;

/** When the vendor's quarters end, and the last days on which notice can be given. */
export function calendarOfPack({ case: terms, contracts }: Pick<VendorSources, 'case' | 'contracts'>): PackCalendar {
  const { vendor, snapshotDate } = terms;
  const until = firstDayOf(addMonths(billingPeriodOf(snapshotDate), CALENDAR_MONTHS));
  const calendar = vendorCalendar(vendor.name);
  return {
    quarterEnds: quarterEndsBetween(vendor.name, snapshotDate, until).map((on) => ({
      on,
      isYearEnd: nextFiscalYearEnd(vendor.name, on) === on,
    })),
    notices: contracts.flatMap(({ name, end, clauses }) => {
      const days = clauses.renewalNotice.number;
      return end === null || days === null || end < snapshotDate ? [] : [{ name, on: addDays(end, -days) }];
    }),
    source: calendar?.source ?? '',
    grade: calendar?.grade ?? 'A',
    asOf: calendar?.reviewedOn ?? snapshotDate,
  };
}

/** Our own offers and contracts before any public row. */
export function benchmarksOf(vendor: string, agreements: readonly Contract[], offers: readonly PackOffer[]): PackBenchmark[] {
  const own = [
    ...agreements.flatMap(({ name, discount, start }) =>
      discount === null ? [] : [ownRow({ program: name, discount, asOf: start ?? '', source: 'our contract' })],
    ),
    ...offers.map(({ offer }) =>
      ownRow({ program: offer.note ?? offer.vendor, discount: offer.headline, asOf: offer.offeredOn, source: 'our offer log' }),
    ),
  ];
  const id = knownVendorId(vendor);
  return [
    ...own,
    ...discountBenchmarks()
      .filter((row) => row.vendor === id)
      .map(publicRow),
  ];
}

const ownRow = ({
  program,
  discount,
  asOf,
  source,
}: Pick<PackBenchmark, 'program' | 'asOf' | 'source'> & { readonly discount: number }): PackBenchmark => ({
  program,
  ours: true,
  isSynthesis: false,
  size: '',
  low: discount,
  typical: discount,
  high: discount,
  grade: 'G',
  asOf,
  source,
  catalogRow: null,
});

const fraction = (percent: number | null): number | null => (percent === null ? null : percent / 100);

const publicRow = (row: DiscountBenchmark): PackBenchmark => ({
  program: row.program,
  ours: false,
  isSynthesis: row.synthesis,
  size: sizeText(row),
  low: fraction(row.lowPercent),
  typical: fraction(row.typicalPercent),
  high: fraction(row.highPercent),
  grade: row.grade,
  asOf: row.asOf,
  source: row.source,
  catalogRow: `discount-benchmarks/${row.id}`,
});

function sizeText({ commitmentFromUsd: from, commitmentToUsd: to }: DiscountBenchmark): string {
  if (from === null && to === null) return '';
  if (to === null) return `from ${millions(from ?? 0)}`;
  return from === to ? millions(to) : `${millions(from ?? 0)} to ${millions(to)}`;
}

const millions = (usd: number): string => `USD ${usd / 1_000_000}M`;

/** Law and market facts that concern the vendor. */
export const legalFactsOf = (vendor: string): PackLegalFact[] =>
  legalDatesOf(vendorId(vendor)).map(({ jurisdiction, subject, day, text, source, checkedOn, grade, recheck }) => ({
    jurisdiction,
    subject,
    on: day,
    text,
    source,
    checkedOn,
    grade,
    recheck,
  }));

/** The walk-away is approved four months before signature (negotiation model, section 4), or now where that has passed. */
const APPROVAL_DAYS = 122;

export function decisionOf(plannedSignature: Day | null, today: Day): PackDecision {
  const due = plannedSignature === null ? today : addDays(plannedSignature, -APPROVAL_DAYS);
  return { owner: null, dueOn: due < today ? today : due, authority: null };
}
