import type { NegotiationPack } from '../../finding/negotiation-pack.ts';
import type { OfferedAsks, OfferedPackage, VendorView } from '../../finding/vendor-view.ts';
import type { CaseAsks } from '../../finding/negotiation-case.ts';
import { add, attosOf, money, ratio, zero, type Money } from '../../money.ts';
import { addDays, isDay } from '../../time.ts';

const DAYS_A_MONTH = 30.4375;
/** Below it a share of classes says more about the catalogue than about the spend. */
const LEAST_CLASSIFIED = 0.7;

/**
 * What of a pack its vendor may see, by naming each field: nothing comes along that is not written here. The hash is put
 * to it by the caller, over this content.
 */
export function shownToVendor(pack: NegotiationPack): Omit<VendorView, 'snapshotHash'> {
  const { case: input } = pack.finding;
  return {
    customer: pack.customer,
    vendor: pack.vendor.name,
    currency: input.currency,
    asOf: pack.asOf,
    window: pack.window,
    spend: {
      months: pack.spend.months.map(({ month, amount }) => ({ month, amount })),
      families: pack.spend.families.map(({ name, monthly, share }) => ({ name, monthly, share })),
    },
    growthScenarios: pack.shared.growthScenarios,
    portability: { openShare: openShareOf(pack), milestones: milestonesOf(pack), proofs: pack.shared.proofs },
    calendar: {
      agreementEnd: input.existingAgreementEnd,
      plannedSignature: input.plannedSignature,
      legalDates: pack.legalFacts.flatMap(({ subject, on, text, grade }) =>
        grade === 'S' && on !== null && isDay(on) && on >= pack.asOf ? [{ subject, on, text }] : [],
      ),
    },
    packages: offeredPackages(pack),
    termYears: input.termYears,
    clauses: pack.shared.clauses,
    questions: pack.shared.questions,
    coverage: {
      accountsInScope: pack.coverage.accountsInScope,
      classifiedShare: pack.coverage.classifiedShare,
      invoicesCompared: pack.coverage.invoiceGap !== null,
    },
  };
}

/** Spend on portable services over classified spend with this vendor. */
function openShareOf({ lockIn, vendor, coverage }: NegotiationPack): number | null {
  if (lockIn === null || coverage.classifiedShare < LEAST_CLASSIFIED) return null;
  const { currency } = lockIn;
  const classes = lockIn.providers.find(({ provider }) => provider === vendor.provider)?.classes ?? [];
  const sum = (isIn: (name: string) => boolean): Money =>
    classes
      .filter((one) => isIn(one.class) && one.currency === currency)
      .reduce((total, one) => add(total, money(attosOf(one.amount) ?? 0n, currency)), zero(currency));
  return ratio(
    sum((name) => name === 'portable'),
    sum((name) => name !== 'unclassified'),
  );
}

/** The exit plan as dates. Who buys time threatens with nothing. */
function milestonesOf({ finding, asOf }: NegotiationPack): VendorView['portability']['milestones'] {
  const { case: input, posture } = finding;
  if (posture === 'buy_time' || posture === 'leave_or_build_evidence') return [];
  const start = input.plannedSignature ?? asOf;
  return input.groups
    .filter(({ movable, cutoverMonth }) => movable && cutoverMonth <= 12 * input.termYears)
    .map(({ name, cutoverMonth }) => ({ name, on: addDays(start, Math.round(cutoverMonth * DAYS_A_MONTH)) }))
    .toSorted((a, b) => (a.on < b.on ? -1 : 1));
}

/** Packages at the opening. Data that is not fit to negotiate on (grade C and D) puts nothing on the table. */
function offeredPackages({ derived, finding, numbers }: NegotiationPack): OfferedPackage[] {
  if (derived.band === 'self-service' || derived.fitness.grade === 'C' || derived.fitness.grade === 'D') return [];
  return finding.packages.flatMap(({ name, asks }) => {
    const headline = numbers.openingHeadlines[name];
    return headline === undefined || headline < 0 ? [] : [{ name, headline, asks: asked(finding.case.asks, asks) }];
  });
}

/** The sizes of the asks of a package, field by field. */
function asked(all: CaseAsks, names: readonly (keyof CaseAsks)[]): OfferedAsks {
  const { credits, transferRateCut, shortfallRollover, priceProtection, paymentTerms, supportFeeCut } = all;
  const isIn = (name: keyof CaseAsks): boolean => names.includes(name);
  return {
    ...(credits && isIn('credits') && { credits: { face: credits.face } }),
    ...(transferRateCut && isIn('transferRateCut') && { transferRateCut: { cut: transferRateCut.cut } }),
    ...(shortfallRollover && isIn('shortfallRollover') && { shortfallRollover: { rolloverFraction: shortfallRollover.rolloverFraction } }),
    ...(priceProtection && isIn('priceProtection') && { priceProtection: { coveredShare: priceProtection.coveredShare } }),
    ...(paymentTerms && isIn('paymentTerms') && { paymentTerms: { extraDays: paymentTerms.extraDays } }),
    ...(supportFeeCut && isIn('supportFeeCut') && { supportFeeCut: { monthlySaving: supportFeeCut.monthlySaving } }),
  };
}
