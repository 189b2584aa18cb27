import { usageGrade, type UtilisationRecord, type UtilisationWindow } from '../focus/utilisation.ts';
import { Problem } from '../problem.ts';
import { columnMeaning, type ColumnMeaning, type PlainField } from './utilisation-columns.ts';
import { checkUtilisationHeader } from './utilisation-header.ts';
import { booleanOf, cpuUse, memoryUse, readMetric, textOf, type Measured, type Plain, type SayFault } from './utilisation-metric.ts';
import type { UseMetric } from './utilisation-units.ts';
import { readWindow } from './utilisation-window.ts';

/** One row of a file before anything is known of it: fields by the names the file gives them. */
export interface UtilisationRow {
  /** "line 3" of a CSV, "items[2]" of a JSON. */
  readonly place: string;
  readonly line: number | null;
  readonly fields: readonly (readonly [name: string, value: unknown])[];
}

/** The fields of a JSON item by their path: { cpu: { p95: 40 } } is cpu.p95. */
export const fieldsOfItem = (item: object, before = ''): UtilisationRow['fields'] =>
  Object.entries(item).flatMap(([name, held]: [string, unknown]): UtilisationRow['fields'] =>
    typeof held === 'object' && held !== null && !Array.isArray(held)
      ? fieldsOfItem(held, `${before}${name}.`)
      : [[`${before}${name}`, held]],
  );

export interface UtilisationTable {
  readonly path: string;
  /** Names the file in each record: its name and SHA-256. */
  readonly source: string;
  /** The names of a CSV's first line; null where each row names its own fields. */
  readonly header: readonly string[] | null;
  readonly rows: readonly UtilisationRow[];
}

export interface ParsedUtilisation {
  readonly records: readonly UtilisationRecord[];
  /** Names of fields that say nothing of use and were passed over. */
  readonly ignoredFields: readonly string[];
  /** Names of fields without a unit, read as percent. */
  readonly percentFields: readonly string[];
}

interface Fault {
  readonly row: UtilisationRow;
  readonly field: string;
  readonly detail: string;
}

interface Reading {
  readonly faults: Fault[];
  readonly ignored: Set<string>;
  readonly percent: Set<string>;
  readonly meanings: Map<string, ColumnMeaning>;
}

const MAX_LISTED_FAULTS = 20;

/**
 * The records of a file, all or none. `window` stands in for rows that name none. Throws Problem input_invalid with every
 * fault by row and field (the first twenty), header_missing_column, header_duplicate, or nothing_to_load for a file without rows.
 */
export function parseUtilisation(table: UtilisationTable, window: UtilisationWindow | null): ParsedUtilisation {
  const { path, rows } = table;
  if (table.header !== null) checkUtilisationHeader(path, table.header);
  if (rows.length === 0) throw new Problem('nothing_to_load', { detail: 'The file holds no rows.', path });
  const reading: Reading = { faults: [], ignored: new Set(), percent: new Set(), meanings: new Map() };
  const seen = new Map<string, string>();
  const records = rows.flatMap((row) => {
    const record = readRow(row, { reading, window, source: table.source });
    if (record === null) return [];
    const key = JSON.stringify([record.resourceId, record.container]);
    const first = seen.get(key);
    if (first !== undefined) {
      const what = record.container === null ? '' : ` and the container "${record.container}"`;
      reading.faults.push({ row, field: 'resourceId', detail: `"${record.resourceId}"${what} was described before, in ${first}` });
    }
    seen.set(key, first ?? row.place);
    return [record];
  });
  if (reading.faults.length > 0) throw problemOf(path, reading.faults);
  return { records, ignoredFields: [...reading.ignored], percentFields: [...reading.percent] };
}

function problemOf(path: string, faults: readonly Fault[]): Problem {
  const [first] = faults;
  const errors = faults.slice(0, MAX_LISTED_FAULTS).map(({ row, field, detail }) => ({ field: `${row.place}: ${field}`, detail }));
  const more = faults.length > 1 ? ` ${faults.length} faults in all; nothing was stored.` : ' Nothing was stored.';
  return new Problem('input_invalid', {
    detail: `${first?.row.place}: ${first?.field} ${first?.detail}.${more}`,
    path,
    line: first?.row.line ?? undefined,
    column: first?.field,
    errors,
  });
}

interface RowContext {
  readonly reading: Reading;
  readonly window: UtilisationWindow | null;
  readonly source: string;
}

function readRow(row: UtilisationRow, { reading, window, source }: RowContext): UtilisationRecord | null {
  const before = reading.faults.length;
  const fault = (field: string, detail: string): void => void reading.faults.push({ row, field, detail });
  const { plain, uses } = sortFields(row, reading, fault);
  const text = (field: PlainField): string | null => textOf(plain[field], fault);
  const [namespace, pod, workload, ownContainer] = [text('namespace'), text('pod'), text('workload'), text('container')];
  const inCluster = (name: string | null): string | null => (name === null || namespace === null ? name : `${namespace}/${name}`);
  const machine = text('resourceId');
  const resourceId = machine ?? inCluster(pod ?? workload);
  // One machine runs the same container for several pods: the pod tells them apart.
  const container = machine !== null && pod !== null && ownContainer !== null ? `${pod}/${ownContainer}` : ownContainer;
  if (resourceId === null) fault('resourceId', 'is missing');
  const assumedPercent = (name: string): void => void reading.percent.add(name);
  const cpu = readMetric('cpu', { uses: uses.cpu, plain, assumedPercent, fault });
  const memory = readMetric('memory', { uses: uses.memory, plain, assumedPercent, fault });
  if (cpu === null && memory === null && reading.faults.length === before)
    fault('cpuP95', 'is missing, and so is every other figure of CPU and memory');
  const read = readWindow({ window: text('window'), from: text('from'), to: text('to') }, window);
  if ('refused' in read) fault(plain[read.field]?.name ?? read.field, read.refused);
  const networkIdle = booleanOf(plain.networkIdle, fault);
  if (resourceId === null || 'refused' in read || reading.faults.length > before) return null;
  const measured = { container, cpu: cpu === null ? null : cpuUse(cpu), memory: memory === null ? null : memoryUse(memory) };
  return { resourceId, workload: inCluster(workload), ...measured, networkIdle, window: read, grade: usageGrade(measured), source };
}

function sortFields(row: UtilisationRow, reading: Reading, fault: SayFault): { plain: Plain; uses: Record<UseMetric, Measured[]> } {
  const plain: Plain = {};
  const uses: Record<UseMetric, Measured[]> = { cpu: [], memory: [] };
  for (const [name, value] of row.fields) {
    const meaning = reading.meanings.get(name) ?? columnMeaning(name);
    reading.meanings.set(name, meaning);
    if (meaning.kind === 'unknown') fault(name, meaning.reason);
    else if (meaning.kind === 'foreign') {
      // The comma at the end of a line makes a column without a name.
      if (name !== '') reading.ignored.add(name);
    } else if (meaning.kind === 'plain') {
      const other = plain[meaning.field];
      const isSurer = other === undefined || meaning.rank < other.rank;
      // "name" or "node" beside a resource id is a second name of the same thing.
      if (other !== undefined && meaning.field !== 'resourceId') fault(name, `says the same as ${other.name}; leave one of them out`);
      else if (other !== undefined) reading.ignored.add(isSurer ? other.name : name);
      if (isSurer) plain[meaning.field] = { name, value, rank: meaning.rank };
    } else if (uses[meaning.metric].some((one) => one.statistic === meaning.statistic)) {
      fault(name, `is a second ${meaning.statistic} of ${meaning.metric}; leave one of them out`);
    } else uses[meaning.metric].push({ name, statistic: meaning.statistic, unit: meaning.unit, value });
  }
  return { plain, uses };
}
