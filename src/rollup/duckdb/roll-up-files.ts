import { mkdirSync } from 'node:fs';
import type { ChargeFile } from '../../billfile/charge-file.ts';
import type { RunUnit } from '../../focus/charge-chunk.ts';
import { Problem } from '../../problem.ts';
import type { FileCount, IngestWarning, Rejection, RolledUp, RollUp, RollUpOptions } from '../rollup.ts';
import { archiveSql } from './archive-sql.ts';
import { withEvenLineEnds } from './even-line-ends.ts';
import { findDateOrder } from './date-order.ts';
import { engineProblem } from './engine-problem.ts';
import { dimensionsSql, factsSql, repeatedHeaderSql } from './fold-sql.ts';
import { hasValue } from './formula-text.ts';
import { findOddities, findUnfit } from './plausibility.ts';
import { dropFacts, numberFacts } from './number-facts.ts';
import type { ChargeMoney } from './number-sql.ts';
import { streamsOf } from './rolled-up.ts';
import { firstOddLineEnd } from './record-lines.ts';
import { countBroken, listRejections, requireClosedQuotes } from './rejects.ts';
import { badRowSql, cellsOf, lossyRowSql, type FoldPlan } from './row-cells.ts';
import { openSession, type Session, type SessionLimits } from './session.ts';
import { fileSource } from './source-sql.ts';
import { readUnits } from './units.ts';

const SAMPLE_ROWS = 5_000;
const MAX_SALTS = 5;

interface FoldedFile {
  readonly count: FileCount;
  readonly rejections: readonly Rejection[];
  readonly warnings: readonly IngestWarning[];
}

/** DuckDB in this process as the roll-up engine. Throws Problems for files it cannot read and amounts it cannot hold. */
export function duckdbRollUp(limits: SessionLimits): RollUp {
  const rollUp: RollUp = async (files, options) => {
    mkdirSync(limits.tempDirectory, { recursive: true });
    try {
      return await inSession(limits, files, { ...options, everyColumn: false });
    } catch (error) {
      if (!(error instanceof Error && /INTERNAL Error/.test(error.message))) throw await withLine(error, files);
    }
    try {
      return await inSession(limits, files, { ...options, everyColumn: true });
    } catch (error) {
      throw await withLine(error, files);
    }
  };
  return withEvenLineEnds(rollUp, limits.tempDirectory);
}

interface FoldOptions extends RollUpOptions {
  readonly everyColumn: boolean;
}

/** A failed assertion of the engine spoils its session, so each attempt has one of its own. */
async function inSession(limits: SessionLimits, files: readonly ChargeFile[], options: FoldOptions): Promise<RolledUp> {
  const session = await openSession(limits);
  options.signal?.addEventListener('abort', () => session.interrupt());
  try {
    return await rollUp(session, files, options);
  } catch (error) {
    session.close();
    throw error;
  }
}

async function rollUp(session: Session, files: readonly ChargeFile[], options: FoldOptions): Promise<RolledUp> {
  const { folded, money } = await foldAll(session, files, options);
  const unfit = await findUnfit(session);
  const oddities = await findOddities(session);
  const units = await readUnits(session);
  requireAllRows(units, folded);
  if (options.archiveFolder !== null) {
    options.onProgress({ phase: 'archive', done: 0, total: 1 });
    for (const sql of archiveSql(options.archiveFolder)) await session.run(sql);
  }
  return {
    files: folded.map((file) => file.count),
    rejections: folded.flatMap((file) => file.rejections),
    warnings: [...folded.flatMap((file) => file.warnings), ...oddities],
    unfit,
    units,
    ...streamsOf(session, money),
    close: () => Promise.resolve(session.close()),
  };
}

/** Throws Problem reconciliation_failed where rows that were accepted are in no unit: nothing is lost unseen. */
function requireAllRows(units: readonly RunUnit[], folded: readonly FoldedFile[]): void {
  const kept = units.reduce((sum, unit) => sum + unit.rowCount, 0);
  const accepted = folded.reduce((sum, file) => sum + file.count.rowsAccepted, 0);
  if (kept !== accepted) throw new Problem('reconciliation_failed', { detail: `${accepted} rows were accepted and ${kept} rolled up.` });
}

/** Folds and numbers all files; in the rare case of two dimension sets with one hash, again with another salt. */
async function foldAll(
  session: Session,
  files: readonly ChargeFile[],
  options: FoldOptions,
): Promise<{ folded: FoldedFile[]; money: ChargeMoney }> {
  for (let salt = 0; salt < MAX_SALTS; salt += 1) {
    const folded: FoldedFile[] = [];
    for (const [index, file] of files.entries()) {
      options.onProgress({ phase: 'read', done: index, total: files.length });
      folded.push(await foldFile(session, file, { index, salt, everyColumn: options.everyColumn }));
    }
    options.onProgress({ phase: 'fold', done: 0, total: 1 });
    const money = await numberFacts(session, files.length);
    if (money !== null) return { folded, money };
    await dropFacts(session, files.length);
  }
  throw new Problem('internal', { detail: 'No hash tells the dimensions of this bill apart.' });
}

/** Folds one file into facts and dimensions, reading it carefully when the fast reading would lose anything. */
interface FoldStep {
  readonly index: number;
  readonly salt: number;
  readonly everyColumn: boolean;
}

async function foldFile(session: Session, file: ChargeFile, { index, salt, everyColumn }: FoldStep): Promise<FoldedFile> {
  let reads = 0;
  const planFor = async (reading: FoldPlan['reading'], every: boolean): Promise<FoldPlan> => {
    reads += 1;
    const source = await fileSource(session, file, { number: salt * 100_000 + index * 10 + reads, everyColumn: every });
    return { file, source, reading, dateOrder: reading === 'fast' ? 'iso' : await findDateOrder(session, file, source) };
  };
  const table = `facts_${index}`;
  const fold = async (reading: FoldPlan['reading'], every: boolean): Promise<FoldPlan> => {
    const plan = await planFor(reading, every);
    await session.run(`CREATE OR REPLACE TEMP TABLE ${table} AS ${factsSql(plan, salt)}`);
    if (reading === 'fast' && (await needsCare(session, table))) return fold('careful', every);
    // The engine's notes on broken rows are only to be trusted when it read every column.
    return !every && (await countBroken(session, plan.source)) > 0 ? fold(reading, true) : plan;
  };
  const first = await planFor('fast', everyColumn);
  const plan = await fold((await sampleNeedsCare(session, first)) ? 'careful' : 'fast', everyColumn);
  await requireClosedQuotes(session, file, plan.source.rejectsTable);
  const again = await planFor(plan.reading, everyColumn);
  await session.run(`CREATE OR REPLACE TEMP TABLE dimensions_${index} AS ${dimensionsSql(again, salt)}`);
  return countFold(session, plan, index);
}

async function sampleNeedsCare(session: Session, plan: FoldPlan): Promise<boolean> {
  const cells = cellsOf(plan);
  const rows = await session.rows(`SELECT coalesce(bool_or(bad OR lossy), false) AS care FROM
    (SELECT (${badRowSql(cells)}) AS bad, (${lossyRowSql(cells)}) AS lossy FROM ${plan.source.sql} LIMIT ${SAMPLE_ROWS})`);
  return rows[0]?.['care'] === true;
}

async function needsCare(session: Session, table: string): Promise<boolean> {
  const rows = await session.rows(`SELECT coalesce(bool_or(bad OR lossy), false) AS care FROM ${table}`);
  return rows[0]?.['care'] === true;
}

async function countFold(session: Session, plan: FoldPlan, index: number): Promise<FoldedFile> {
  const rows = await session.rows(`SELECT CAST(coalesce(sum(rowCount) FILTER (WHERE bad), 0) AS DOUBLE) AS bad,
    CAST(coalesce(sum(rowCount), 0) AS DOUBLE) AS n, CAST(coalesce(sum(quantityBad), 0) AS DOUBLE) AS quantityBad,
    CAST(coalesce(sum(spelled), 0) AS DOUBLE) AS spelled FROM facts_${index}`);
  const { bad = 0, n = 0, quantityBad = 0, spelled = 0 } = rows[0] as { bad?: number; n?: number; quantityBad?: number; spelled?: number };
  const broken = await countBroken(session, plan.source);
  const { listed } = bad + broken > 0 ? await listRejections(session, plan, bad) : { listed: [] };
  const repeated = plan.reading === 'careful' ? await countRepeatedHeaders(session, plan) : 0;
  return {
    count: {
      path: plan.file.path,
      format: await formatOf(session, plan),
      rowsRead: n + broken,
      rowsAccepted: n - bad,
      rowsRejected: bad + broken,
      rejectedBilled: bad > 0 ? await rejectedBilled(session, index) : [],
    },
    rejections: listed,
    warnings: [
      ...(plan.dateOrder === 'month-first-assumed'
        ? [
            {
              code: 'date_order_assumed',
              detail: `No date in ${plan.file.shownAs ?? plan.file.path} tells month and day apart; they were read as month/day/year.`,
              rows: 0,
            },
          ]
        : []),
      ...(spelled > 0
        ? [
            {
              code: 'cost_with_symbols',
              detail: 'Costs carry currency signs or thousands separators; they were read as the numbers they show.',
              rows: spelled,
            },
          ]
        : []),
      ...(quantityBad > 0
        ? [{ code: 'quantity_unreadable', detail: 'A quantity is not a number; it counts as unknown.', rows: quantityBad }]
        : []),
      ...(repeated > 0
        ? [{ code: 'header_repeated', detail: 'The header stands again inside the file; those lines were passed over.', rows: repeated }]
        : []),
    ],
  };
}

/** The view that some row has the sign of, else the one that the path names, else the format of the header. */
async function formatOf(session: Session, { file, source }: FoldPlan): Promise<string> {
  const signed = (file.views ?? []).flatMap((view) => (view.sign === null ? [] : [{ ...view, sign: view.sign }]));
  if (file.views === undefined || file.views.length === 0) return file.format;
  const signs = signed.map(({ sign }, index) => `coalesce(bool_or(${hasValue(sign, source)}), false) AS v${index}`);
  const [found = {}] = signs.length === 0 ? [] : await session.rows(`SELECT ${signs.join(', ')} FROM ${source.sql}`);
  const views = signed.filter((_, index) => found[`v${index}`] === true);
  if (views.length > 1) {
    throw new Problem('cost_views_mixed', {
      detail: `${file.shownAs ?? file.path} holds rows of ${views.map((view) => view.format).join(' and of ')}.`,
      path: file.path,
    });
  }
  const path = (file.shownAs ?? file.path).split(/[\\/]/).slice(-3).join('/');
  return (views[0] ?? file.views.find((view) => view.path.test(path)))?.format ?? file.format;
}

async function rejectedBilled(session: Session, index: number): Promise<[string, string][]> {
  const rows = await session.rows(`SELECT d.billingCurrency AS currency, CAST(coalesce(sum(f.billedCost), 0) AS VARCHAR) AS billed
    FROM facts_${index} f JOIN dimensions_${index} d USING (h) WHERE f.bad GROUP BY 1 ORDER BY 1`);
  return rows.map((row) => [String(row['currency']), String(row['billed'])]);
}

async function countRepeatedHeaders(session: Session, plan: FoldPlan): Promise<number> {
  const condition = repeatedHeaderSql(plan.file, plan.source);
  if (condition === null) return 0;
  const rows = await session.rows(`SELECT CAST(count(*) AS DOUBLE) AS n FROM ${plan.source.sql} WHERE ${condition}`);
  return Number(rows[0]?.['n'] ?? 0);
}

/** The engine does not say where line ends change; a person needs the line. */
async function withLine(error: unknown, files: readonly ChargeFile[]): Promise<Problem> {
  const paths = files.map((file) => file.path);
  const problem = engineProblem(error, paths);
  const file = files.find(({ path }) => path === problem.context.path);
  if (problem.code !== 'row_malformed' || problem.context.line !== undefined || file === undefined) return problem;
  const line = await firstOddLineEnd(file);
  return line === null ? problem : new Problem('row_malformed', { ...problem.context, line });
}
