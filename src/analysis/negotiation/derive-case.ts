import type { DerivedCase } from '../../finding/derived-case.ts';
import type { ProviderBaseline } from '../../finding/migration-finding.ts';
import type { NegotiationCase } from '../../finding/negotiation-case.ts';
import { ASSUMED, createLedger, type CaseSources, type Ledger } from './derivation.ts';
import { deriveAsks, derivePackages } from './derive-asks.ts';
import { billInputs } from './derive-bill.ts';
import { exitInputs } from './derive-exit.ts';
import { deriveCommitments, deriveGroups, destinationFor, type ChosenDestination } from './derive-groups.ts';
import { marketInputs } from './derive-market.ts';
import { fitnessOf, spendBandOf } from './fitness-grade.ts';
import { vendorTiming } from './vendor-timing.ts';

/** Where neither bill nor contract says it; grade A, printed with every pack. */
const TERM_YEARS = 3;
const MONTHS_A_YEAR = 12;

/**
 * A negotiation case with one vendor out of bills, contracts and the migration estimate, each input with its origin.
 * The estimate must hold a baseline of the vendor.
 */
export function deriveCase(sources: CaseSources, baseline: ProviderBaseline): DerivedCase {
  const ledger = createLedger(sources.snapshotDate);
  const destination = destinationFor(sources.migration, sources.vendor.provider);
  if (destination === null)
    ledger.gaps.push({
      code: 'no_destination',
      detail: 'No destination outside of the vendor could be estimated, so nothing is counted as movable.',
    });
  const derived = caseOf({ sources, baseline, destination }, ledger);
  return {
    case: derived,
    origins: ledger.origins,
    destination: destination === null ? null : { targetId: destination.targetId, name: destination.name },
    band: spendBandOf(derived.monthlyBillList),
    fitness: fitnessOf({
      classifiedShare: sources.classifiedShare,
      invoiceGap: sources.invoiceGap,
      months: sources.monthlySpend.length,
      hasContract: sources.agreement !== null || sources.hasContractCommitments,
      commitmentsConfirmed: sources.agreement?.confirmed ?? false,
      evidence: derived.evidence,
    }),
    listKnownShare: baseline.listKnownShare,
    gaps: ledger.gaps,
  };
}

interface CaseParts {
  readonly sources: CaseSources;
  readonly baseline: ProviderBaseline;
  readonly destination: ChosenDestination | null;
}

function caseOf({ sources, baseline, destination }: CaseParts, ledger: Ledger): NegotiationCase {
  const { migration, vendor, assumptions } = sources;
  const bill = billInputs(sources, baseline, ledger);
  const total = bill.monthlyBillList * (1 - bill.inPlaceOptimisation);
  const overlapMonths = assumptions.range('schedule.doubleRun').mid;
  const groups = deriveGroups({ migration, provider: vendor.provider, destination, overlapMonths, total }, ledger);
  const { eligibleShare } = bill;
  const asks = deriveAsks({ firstYear: total * MONTHS_A_YEAR, eligibleShare, monthlySupport: sources.monthlySupport, transferGroup: null });
  return {
    vendor: vendor.name,
    currency: migration.currency,
    snapshotDate: sources.snapshotDate,
    ...bill,
    ...dates(sources, ledger),
    groups,
    commitments: deriveCommitments({ migration, provider: vendor.provider }, groups, ledger),
    ...exitInputs(sources, destination, ledger),
    ...marketInputs(sources, ledger),
    asks,
    packages: derivePackages(asks),
    seed: 1,
  };
}

type DateInputs = Pick<NegotiationCase, 'plannedSignature' | 'vendorFiscalYearEnd' | 'existingAgreementEnd' | 'timing' | 'termYears'>;

function dates({ agreement, calendar, snapshotDate }: CaseSources, ledger: Ledger): DateInputs {
  const end = agreement?.end ?? null;
  const usesEnd = end !== null && end > snapshotDate;
  const plannedSignature = usesEnd ? end : (calendar?.signature ?? snapshotDate);
  const fiscalYearEnd = calendar?.fiscalYearEnd ?? null;
  const fromCalendar = {
    source: calendar?.source ?? '',
    grade: calendar?.grade ?? 'A',
    asOf: calendar?.asOf ?? snapshotDate,
    catalogRows: calendar?.rows ?? [],
  } as const;
  ledger(
    'plannedSignature',
    plannedSignature,
    usesEnd ? { source: `end of contract ${agreement?.contractName ?? ''}`, grade: 'G' } : calendar === null ? ASSUMED : fromCalendar,
  );
  if (fiscalYearEnd !== null) ledger('vendorFiscalYearEnd', fiscalYearEnd, fromCalendar);
  return {
    plannedSignature,
    vendorFiscalYearEnd: fiscalYearEnd,
    existingAgreementEnd: end,
    timing: ledger('timing', fiscalYearEnd === null ? 0.6 : vendorTiming(plannedSignature, fiscalYearEnd), {
      source: 'planned signature against the calendar of the vendor',
      grade: 'A',
    }),
    termYears: ledger('termYears', TERM_YEARS, ASSUMED),
  };
}
