import type { CaseSources } from '../analysis/negotiation/derivation.ts';
import { resolveAssumptions, type ResolvedAssumptions } from '../catalog/migration-assumptions.ts';
import { catalogProviderOf } from '../catalog/provider-names.ts';
import type { LockInFinding } from '../finding/lock-in-finding.ts';
import type { MigrationFinding } from '../finding/migration-finding.ts';
import type { Contract } from '../focus/contract.ts';
import type { ChargeFilter } from '../focus/filter.ts';
import { Problem } from '../problem.ts';
import type { Day } from '../time.ts';
import { evidenceOf, type CaseOverrides } from './case-overrides.ts';
import { invoiceGapOf } from './invoice-sums.ts';
import type { FindingDeps } from './kept-finding.ts';
import { lockInFor } from './lock-in-for.ts';
import { DEFAULT_MIGRATION_QUESTION, migrationFor } from './migration-for.ts';
import { agreementOf, benchOf, calendarOf, vendorContracts } from './vendor-facts.ts';
import { monthlySpendOf, monthlySupportOf, namesOnBills } from './vendor-spend.ts';

export interface VendorQuestion {
  /** Any name of the vendor. */
  readonly vendor: string;
  readonly asOf: Day | null;
  readonly overrides: CaseOverrides;
}

/** What a case with one vendor is derived from, and the documents behind it. */
export interface VendorSources {
  readonly case: CaseSources;
  readonly lockIn: LockInFinding;
  readonly contracts: readonly Contract[];
  /** Selects the charges of the estimate's window. */
  readonly filter: ChargeFilter;
}

/** Reads bills, contracts and catalogue for a negotiation with one vendor. Throws Problem vendor_not_billed or no_data. */
export async function caseSources(deps: FindingDeps, { vendor, asOf, overrides }: VendorQuestion): Promise<VendorSources> {
  const { db } = deps.store;
  const provider = catalogProviderOf(vendor);
  const billedAs = provider === null ? [] : await namesOnBills(db, provider);
  if (provider === null || billedAs.length === 0)
    throw new Problem('vendor_not_billed', { detail: `The published bills hold no spend with "${vendor}".` });
  const migration = await migrationFor(deps, { ...DEFAULT_MIGRATION_QUESTION, asOf, providers: [provider] });
  const lockIn = await lockInFor(deps, { asOf });
  const agreements = await vendorContracts(db, vendor);
  const baseline = migration.today.providers.find((one) => one.provider === provider);
  return {
    case: {
      vendor: { name: vendor, provider },
      snapshotDate: migration.asOf,
      migration,
      assumptions: defaultAssumptions(),
      monthlySpend: await monthlySpendOf(db, billedAs, migration),
      monthlySupport: await monthlySupportOf(db, billedAs, migration),
      agreement: agreementOf(agreements, migration.asOf),
      hasContractCommitments: migration.commitments.some((commitment) => commitment.provider === provider),
      bench: baseline === undefined ? null : benchOf(vendor, baseline.listEquivalent),
      calendar: calendarOf(vendor, migration.asOf),
      classifiedShare: 1 - (lockIn.providers.find((one) => one.provider === provider)?.unclassifiedShare ?? 100) / 100,
      invoiceGap: await invoiceGapOf(db, provider),
      evidence: evidenceOf(overrides),
    },
    lockIn,
    contracts: agreements,
    filter: { range: windowOf(migration), where: { serviceProviderName: billedAs } },
  };
}

/** Null for bills without dates. */
const windowOf = ({ window: { from, to } }: MigrationFinding): ChargeFilter['range'] => (from === '' ? null : { from, to });

function defaultAssumptions(): ResolvedAssumptions {
  const resolution = resolveAssumptions({});
  if (!resolution.ok) throw new Problem('internal', { detail: 'The defaults of the migration model do not pass their own checks.' });
  return resolution.assumptions;
}
