import { parseArgs } from 'node:util';
import { createPdfPress } from '../src/node/pdf.ts';
import { printTemplate } from '../src/node/report-maker.ts';
import { printFiles } from '../src/reports/render/print-data.ts';
import { negotiationModels, sampleModels } from '../test/reports/sample-models.ts';
import { quantile } from './statistics.ts';
import { barLine, note } from './table.ts';

/**
 * `node benchmarks/reports.ts [--count 120]`: time and memory of PDF after PDF, each with other data.
 * Memory must stay flat: the thread of the engine is replaced every 20 documents.
 */
const { values } = parseArgs({ options: { count: { type: 'string', default: '120' } } });
const count = Math.max(40, Number(values.count));
const named = Object.entries({ ...sampleModels(), ...negotiationModels() });
const timesByName = new Map(named.map(([name]) => [name, [] as number[]]));
const press = createPdfPress();
const template = printTemplate();
const times: number[] = [];
const memory: number[] = [];
let bytes = 0;
let firstMs = 0;
for (let index = 0; index < count; index++) {
  const [name, model] = named[index % named.length] ?? [];
  if (name === undefined || model === undefined) break;
  const before = performance.now();
  const files = printFiles({ ...model, snapshotHash: String(index).padStart(64, '0') });
  bytes += (await press.print({ template, files })).byteLength;
  const ms = performance.now() - before;
  if (index === 0) firstMs = ms;
  else {
    times.push(ms);
    timesByName.get(name)?.push(ms);
  }
  memory.push(process.memoryUsage().rss / 1e6);
  if ((index + 1) % 20 === 0) note(`${index + 1} reports, resident ${Math.round(memory.at(-1) ?? 0)} MB`);
}
await press.close();
const tail = (from: number, to: number): number => Math.max(...memory.slice(from, to));
const median = quantile(times, 0.5);
note(
  `first ${Math.round(firstMs)} ms, median ${Math.round(median)} ms, p95 ${Math.round(quantile(times, 0.95))} ms, ${Math.round(bytes / count / 1000)} kB each`,
);
timesByName.forEach((own, name) => note(`${name}: median ${Math.round(quantile(own, 0.5))} ms`));
const early = tail(20, 40);
const late = tail(count - 20, count);
barLine({ name: 'warm PDF, ms', measured: median, bar: 500, sense: 'at most' });
barLine({
  name: `peak memory of the last 20 of ${count} reports, MB, against reports 20 to 40 plus a tenth`,
  measured: late,
  bar: early * 1.1,
  sense: 'at most',
});
