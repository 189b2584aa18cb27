import type { LockInFinding } from '../finding/lock-in-finding.ts';
import type { CaseAsks } from '../finding/negotiation-case.ts';
import type { NegotiationPack } from '../finding/negotiation-pack.ts';
import type { OfferedPackage, VendorView } from '../finding/vendor-view.ts';
import { attosOf, money, ratio, type MoneyJson } from '../money.ts';
import { addMonths, billingPeriodOf, firstDayOf, isDay } from '../time.ts';
import { canonicalText, type FindingDeps } from './kept-finding.ts';

/** Below it a share of open interfaces says more about the catalogue than about the bill. */
const CLASSIFIED_ENOUGH = 0.7;

/** What of a pack the vendor may see, field by field; nothing gets in unless it is named here. */
export async function vendorViewOf(deps: Pick<FindingDeps, 'sha256'>, pack: NegotiationPack): Promise<VendorView> {
  const { finding, spend, coverage, shared } = pack;
  const input = finding.case;
  const view: Omit<VendorView, 'snapshotHash'> = {
    customer: pack.customer,
    vendor: pack.vendor.name,
    currency: finding.currency,
    asOf: pack.asOf,
    window: pack.window,
    spend: {
      months: spend.months.map(({ month, amount }) => ({ month, amount })),
      families: spend.families.map(({ name, monthly, share }) => ({ name, monthly, share })),
    },
    growthScenarios: shared.growthScenarios,
    portability: {
      openShare:
        coverage.classifiedShare < CLASSIFIED_ENOUGH || pack.lockIn === null ? null : openShareOf(pack.lockIn, pack.vendor.provider),
      milestones: milestonesOf(pack),
      proofs: shared.proofs,
    },
    calendar: {
      agreementEnd: input.existingAgreementEnd,
      plannedSignature: input.plannedSignature,
      legalDates: pack.legalFacts.flatMap(({ subject, on, text }) =>
        on !== null && isDay(on) && on >= pack.asOf ? [{ subject, on, text }] : [],
      ),
    },
    packages: packagesOf(pack),
    termYears: input.termYears,
    clauses: shared.clauses,
    questions: shared.questions,
    coverage: {
      accountsInScope: coverage.accountsInScope,
      classifiedShare: coverage.classifiedShare,
      invoicesCompared: coverage.invoiceGap !== null,
    },
  };
  return { ...view, snapshotHash: await deps.sha256(canonicalText(view)) };
}

/** When the parts whose exit pays by the estimate could be ready; only plans that the data supports are named. */
const milestonesOf = ({ asOf, finding }: NegotiationPack): VendorView['portability']['milestones'] =>
  finding.case.groups
    .filter((group) => finding.bestSubset.includes(group.name))
    .map((group) => ({ name: group.name, on: firstDayOf(addMonths(billingPeriodOf(asOf), Math.ceil(group.cutoverMonth) + 1)) }))
    .toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.name < b.name ? -1 : 1));

/** Packages at the headline that is asked for first, with the size of each ask. */
const packagesOf = ({ finding, numbers }: NegotiationPack): OfferedPackage[] =>
  finding.packages.flatMap(({ name, asks }) => {
    const headline = numbers.openingHeadlines[name];
    if (headline === undefined) return [];
    const granted = Object.fromEntries(Object.entries(finding.case.asks).filter(([ask]) => asks.some((one) => one === ask)));
    return [{ name, headline, asks: granted as CaseAsks }];
  });

/** Share of the provider's scored spend on services of the portable class. */
function openShareOf(lockIn: LockInFinding, provider: string): number | null {
  const classes = lockIn.providers.find((one) => one.provider === provider)?.classes ?? [];
  const known = classes.filter((one) => one.currency === lockIn.currency);
  const sum = (amounts: readonly MoneyJson[]): bigint => amounts.reduce((total, { amount }) => total + (attosOf(amount) ?? 0n), 0n);
  return ratio(money(sum(known.filter((one) => one.class === 'portable')), ''), money(sum(known), ''));
}
