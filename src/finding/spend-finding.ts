import type { CostMetric } from '../focus/columns.ts';
import type { CostCoverage } from '../focus/cost-question.ts';
import type { Money } from '../money.ts';
import type { BillingPeriod, Day, DayRange } from '../time.ts';

/** What the bills say about spend: sums, trend and movements, each in one currency. Nothing is converted. */
export interface SpendFinding {
  readonly metric: CostMetric;
  /** Null: all charges, undated ones included. */
  readonly range: DayRange | null;
  /** The last day with charges; the report's date. Null when no charge is dated. */
  readonly asOf: Day | null;
  /** Largest number of bill rows first, then by name. */
  readonly currencies: readonly CurrencySpend[];
  readonly coverage: CostCoverage;
  readonly commitments: readonly EndingCommitment[];
  readonly deliveries: readonly DeliverySummary[];
}

export interface CurrencySpend {
  readonly currency: string;
  readonly total: Money;
  readonly rowCount: number;
  /** Bill rows that state the metric. */
  readonly knownRowCount: number;
  /** Months in order, without holes between the first and the last. */
  readonly months: readonly MonthSpend[];
  /** Charges without a date; in the total, in no month. */
  readonly undated: Money;
  readonly trend: SpendTrend | null;
  readonly categories: readonly SpendLine[];
  readonly providers: readonly SpendLine[];
  readonly services: readonly ServiceSpend[];
  readonly subAccounts: readonly SubAccountSpend[];
  /** What the bill consists of: usage, purchases, tax, credits, adjustments. */
  readonly chargeCategories: readonly NamedAmount[];
  readonly movements: readonly Movement[];
}

export interface MonthSpend {
  readonly month: BillingPeriod;
  readonly amount: Money;
  /** True for a last month whose charges end before the month does. */
  readonly partial: boolean;
}

/** A name with its sum and its share of each month, in the order of `months`. */
export interface SpendLine {
  readonly name: string;
  readonly amount: Money;
  /** Share of the total, as a fraction; null when the total is zero or less. */
  readonly share: number | null;
  readonly byMonth: readonly Money[];
}

export interface NamedAmount {
  readonly name: string;
  readonly amount: Money;
  readonly rowCount: number;
}

export interface ServiceSpend extends SpendLine {
  readonly provider: string;
  readonly category: string;
}

export interface SubAccountSpend {
  readonly provider: string;
  readonly subAccountId: string;
  readonly amount: Money;
  readonly share: number | null;
}

/** From one complete month to another: `ratio` is later divided by earlier minus one; null when the earlier is zero or less. */
export interface SpendTrend {
  readonly latest: MonthSpend;
  readonly previous: MonthSpend | null;
  readonly monthChange: number | null;
  /** The same month a year before, or null. */
  readonly yearAgo: MonthSpend | null;
  readonly yearChange: number | null;
}

/** How much a service moved between the last two complete months. */
export interface Movement {
  readonly provider: string;
  readonly service: string;
  readonly from: Money;
  readonly to: Money;
  readonly change: Money;
}

export interface EndingCommitment {
  readonly provider: string;
  readonly contractId: string;
  readonly commitmentId: string;
  readonly category: string;
  readonly description: string;
  readonly endsOn: Day;
  /** Null when the export does not state it. */
  readonly cost: Money | null;
}

/** One file or answer that the figures rest on. */
export interface DeliverySummary {
  readonly path: string;
  readonly format: string;
  readonly sha256: string;
  readonly rowsRead: number;
  readonly rowsAccepted: number;
  readonly rowsRejected: number;
}
