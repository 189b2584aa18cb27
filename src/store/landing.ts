import type { ChargeChunk, RunUnit, SeriesChunk, SummaryChunk } from '../focus/charge-chunk.ts';
import type { Summary } from './summary-tables.ts';

/**
 * How a roll-up lands in the database in bulk. Everything it writes belongs to run periods in
 * state `loading`, which no reader joins, so that a crash at any moment publishes nothing.
 */
export interface Landing {
  /** Ids of texts, in the order given; unknown texts are added to the dictionary. */
  termIds(texts: readonly string[]): Int32Array;
  /** Ids of series, in the order given; unknown series are added. `termIds` maps term numbers to ids. */
  seriesIds(chunk: SeriesChunk, termIds: Int32Array): Int32Array;
  /** Adds a run period in state `loading` for each unit and answers their ids. */
  openUnits(run: { readonly runId: string; readonly source: string; readonly style: DeliveryStyle }, units: readonly RunUnit[]): Int32Array;
  insertCharges(chunk: ChargeChunk, unitIds: Int32Array): void;
  insertSummary(summary: Summary, chunk: SummaryChunk, ids: { readonly units: Int32Array; readonly terms: Int32Array }): void;
  /** Commits what was inserted so far; still invisible to readers. */
  flush(): void;
  /** Gives the planner statistics and folds the write-ahead log back. */
  settle(): void;
}

export type DeliveryStyle = 'replacement' | 'delta' | 'ledger';
