import type { RolledUp } from '../rollup/rollup.ts';
import { SUMMARIES } from '../store/summary-tables.ts';
import type { IngestDeps, IngestRequest, IngestWatch } from './ingest-deps.ts';
import { Problem } from '../problem.ts';

/** Writes a roll-up into the database under run periods that no reader sees yet. */
export async function landRollUp(
  deps: IngestDeps,
  request: IngestRequest,
  { rolledUp, watch }: { readonly rolledUp: RolledUp; readonly watch: IngestWatch },
): Promise<void> {
  const { landing } = deps;
  const total = rolledUp.units.reduce((sum, unit) => sum + unit.chargeCount, 0);
  const terms = await collect(rolledUp.terms(), (texts) => landing.termIds(texts));
  const series = await collect(rolledUp.series(), (chunk) => landing.seriesIds(chunk, terms));
  const units = landing.openUnits(request, rolledUp.units);
  landing.flush();
  let done = 0;
  for await (const chunk of rolledUp.charges(series)) {
    if (watch.signal?.aborted === true) throw new Problem('cancelled', { detail: 'The ingestion was stopped.' });
    landing.insertCharges(chunk, units);
    done += chunk.count;
    watch.onProgress({ phase: 'land', done, total });
  }
  for (const [index, summary] of SUMMARIES.entries()) {
    watch.onProgress({ phase: 'summarise', done: index, total: SUMMARIES.length });
    for await (const chunk of rolledUp.summary(summary)) landing.insertSummary(summary, chunk, { units, terms });
  }
  landing.flush();
}

async function collect<Chunk>(chunks: AsyncIterable<Chunk>, resolve: (chunk: Chunk) => Int32Array): Promise<Int32Array> {
  const parts: Int32Array[] = [];
  for await (const chunk of chunks) parts.push(resolve(chunk));
  const all = new Int32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
