import type { ResolvedAssumptions } from '../../catalog/migration-assumptions.ts';
import type { MigrationFinding } from '../../finding/migration-finding.ts';
import type { InputOrigin } from '../../finding/derived-case.ts';
import type { Assumption } from '../../finding/figure.ts';
import type { Gap } from '../../finding/lock-in-finding.ts';
import type { EvidenceLevel } from '../../finding/negotiation-case.ts';
import type { Day } from '../../time.ts';

/** What an agreement says that no export holds; null where the contract leaves it open or was not entered. */
export interface AgreementTerms {
  readonly contractName: string;
  readonly end: Day | null;
  /** Fractions. */
  readonly negotiatedDiscount: number | null;
  readonly eligibleShare: number | null;
  readonly confirmed: boolean;
}

/** Everything a negotiation case with one vendor is made from. */
export interface CaseSources {
  /** Name as people call it, and its key as a provider in the catalogue. */
  readonly vendor: { readonly name: string; readonly provider: string };
  readonly snapshotDate: Day;
  readonly migration: MigrationFinding;
  /** Those the estimate was made with. */
  readonly assumptions: ResolvedAssumptions;
  /** Spend of complete months, oldest first, in the currency of the estimate. */
  readonly monthlySpend: readonly number[];
  /** Of the support plan, a month; 0 where the bill shows none. */
  readonly monthlySupport: number;
  readonly agreement: AgreementTerms | null;
  /** The bill carries contract commitments of the vendor. */
  readonly hasContractCommitments: boolean;
  readonly bench: BenchSource | null;
  readonly calendar: CalendarSource | null;
  readonly classifiedShare: number;
  readonly invoiceGap: number | null;
  /** What the vendor can see of our readiness to leave; none unless the user says otherwise. */
  readonly evidence: EvidenceLevel;
}

interface FactSource {
  readonly source: string;
  readonly grade: Assumption['grade'];
  readonly asOf: string;
  readonly rows: readonly string[];
}

export interface BenchSource extends FactSource {
  readonly low: number;
  readonly typical: number;
  readonly high: number;
}

export interface CalendarSource extends FactSource {
  /** MM-DD. */
  readonly fiscalYearEnd: string;
  /** The first end of a quarter that leaves time to prepare. */
  readonly signature: Day;
}

/** Collects where the inputs come from while they are derived. */
export interface Ledger {
  readonly origins: InputOrigin[];
  readonly gaps: Gap[];
  /** Notes the origin of an input and gives its value back. */
  <Value extends number | string>(input: string, value: Value, origin: OriginOf): Value;
}

export interface OriginOf {
  readonly source: string;
  readonly grade: Assumption['grade'];
  readonly asOf?: string;
  readonly figureId?: string | undefined;
  readonly catalogRows?: readonly string[];
}

export function createLedger(snapshotDate: Day): Ledger {
  const origins: InputOrigin[] = [];
  const note = <Value extends number | string>(input: string, value: Value, origin: OriginOf): Value => {
    const { source, grade, asOf = snapshotDate, figureId = null, catalogRows = [] } = origin;
    origins.push({ input, value: String(value), source, grade, asOf, figureId, catalogRows });
    return value;
  };
  return Object.assign(note, { origins, gaps: [] });
}

/** What the model assumes where neither bill nor contract says it. */
export const ASSUMED: OriginOf = { source: 'assumption of the negotiation model', grade: 'A' };
