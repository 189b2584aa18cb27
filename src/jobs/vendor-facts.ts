import type { AgreementTerms, BenchSource, CalendarSource } from '../analysis/negotiation/derivation.ts';
import { benchmarkFor } from '../catalog/discount-benchmarks.ts';
import { quarterEndsBetween, vendorCalendar } from '../catalog/signature-timing.ts';
import { vendorId } from '../catalog/vendor-names.ts';
import type { Contract } from '../focus/contract.ts';
import { approximate, attosOf, money, type MoneyJson } from '../money.ts';
import { contracts } from '../store/contracts.ts';
import type { Db } from '../store/db.ts';
import { addDays, type Day } from '../time.ts';

const CONTRACTS_A_PAGE = 1000;

/** Every agreement with a vendor, in the order they were entered. */
export async function vendorContracts(db: Db, vendor: string): Promise<Contract[]> {
  const found: Contract[] = [];
  let cursor: string | undefined;
  do {
    const page: Awaited<ReturnType<typeof contracts>> = await contracts(db, {
      limit: CONTRACTS_A_PAGE,
      cursor,
      vendorId: vendorId(vendor),
    });
    found.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return found;
}

/** The agreement in force on a day, else the one that ended last; null without any. */
export function agreementOf(agreements: readonly Contract[], day: Day): AgreementTerms | null {
  const inForce = agreements.filter(({ start, end }) => (start === null || start <= day) && (end === null || end > day));
  const [latest] = (inForce.length > 0 ? inForce : agreements).toSorted((a, b) => ((a.end ?? '9999') > (b.end ?? '9999') ? -1 : 1));
  if (latest === undefined) return null;
  const { name, end, discount, eligibleShare, commitmentPerYear, commitmentTotal } = latest;
  return {
    contractName: name,
    end,
    negotiatedDiscount: discount,
    eligibleShare,
    // Who enters what was promised has the contract before him.
    confirmed: commitmentPerYear !== null || commitmentTotal !== null,
  };
}

/** The band of a vendor at a yearly spend at list-equivalent price; null where no row speaks. */
export function benchOf(vendor: string, monthly: MoneyJson): BenchSource | null {
  const yearly = approximate(money(attosOf(monthly.amount) ?? 0n, monthly.currency)) * 12;
  const bench = benchmarkFor(vendor, yearly);
  if (bench === null) return null;
  const { low, typical, high, source, grade, asOf, rows } = bench;
  return { low, typical, high, source, grade, asOf, rows };
}

/** Time that an agreement needs at least between data and signature. */
const PREPARATION_DAYS = 90;
const A_YEAR = 380;

/** When the vendor's year ends, and the first end of a quarter that leaves time to prepare; null for an unknown vendor. */
export function calendarOf(vendor: string, day: Day): CalendarSource | null {
  const calendar = vendorCalendar(vendor);
  const [signature] = quarterEndsBetween(vendor, addDays(day, PREPARATION_DAYS), addDays(day, PREPARATION_DAYS + A_YEAR));
  const fiscalYearEnd = /\d\d-\d\d/.exec(calendar?.fiscalYearEnd ?? '')?.[0];
  if (calendar === null || signature === undefined || fiscalYearEnd === undefined) return null;
  const { source, grade, reviewedOn, id } = calendar;
  return { fiscalYearEnd, signature, source, grade, asOf: reviewedOn, rows: [`vendor-calendar/${id}`] };
}
