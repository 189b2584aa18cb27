import type { DeliveryStyle } from '../store/landing.ts';
import type { IngestWarning, Rejection } from '../rollup/rollup.ts';

/** What one run brought, as `ingest … --json` and GET /v1/runs/{id} answer it. Costs are exact decimal texts. */
export interface RunResult {
  readonly runId: string;
  readonly source: string;
  readonly status: 'published' | 'rejected' | 'unchanged';
  readonly deliveryStyle: DeliveryStyle;
  readonly deliveries: readonly DeliveryResult[];
  readonly periods: readonly PeriodResult[];
  readonly reconciliation: Readonly<Record<string, Reconciliation>>;
  readonly rejections: readonly Omit<Rejection, 'raw'>[];
  readonly warnings: readonly IngestWarning[];
}

export interface DeliveryResult {
  readonly path: string;
  readonly sha256: string;
  readonly format: string;
  readonly dataset: string;
  readonly rowsRead: number;
  readonly rowsAccepted: number;
  readonly rowsRejected: number;
}

export interface PeriodResult {
  readonly billingPeriod: string;
  readonly billingAccountId: string;
  readonly currency: string;
  readonly billedCost: string;
  readonly effectiveCost: string;
  readonly rows: number;
  readonly replacedRunId: string | null;
}

/** Billed cost of one currency: what the files held, what is stored, what was rejected, and what is left over. */
export interface Reconciliation {
  readonly read: string;
  readonly stored: string;
  readonly rejected: string;
  readonly difference: string;
}
