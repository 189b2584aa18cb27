import { mkdirSync } from 'node:fs';
import type { ChargeFile } from '../../billfile/charge-file.ts';
import { NO_CURRENCY } from '../../focus/columns.ts';
import { Problem } from '../../problem.ts';
import type { FileCount, IngestWarning, Rejection, RolledUp, RollUp, RollUpOptions } from '../rollup.ts';
import { archiveSql } from './archive-sql.ts';
import { findDateOrder } from './date-order.ts';
import { badRowSql, cellsOf, commonShapeSql, foldSql, repeatedHeaderSql, type FoldPlan } from './fold-sql.ts';
import { findOddities, findUnfit } from './plausibility.ts';
import { numberFolded, streamsOf } from './rolled-up.ts';
import { countBroken, listRejections } from './rejects.ts';
import { openSession, type Session, type SessionLimits } from './session.ts';
import { fileSource } from './source-sql.ts';
import { readUnits } from './units.ts';

const SAMPLE_ROWS = 5_000;

interface FoldedFile {
  readonly count: FileCount;
  readonly rejections: readonly Rejection[];
  readonly warnings: readonly IngestWarning[];
}

/** DuckDB in this process as the roll-up engine. Throws Problems for files it cannot read and amounts it cannot hold. */
export function duckdbRollUp(limits: SessionLimits): RollUp {
  return async (files, options) => {
    mkdirSync(limits.tempDirectory, { recursive: true });
    const session = await openSession(limits);
    options.signal?.addEventListener('abort', () => session.interrupt());
    try {
      return await rollUp(session, files, options);
    } catch (error) {
      session.close();
      throw engineProblem(error, files);
    }
  };
}

async function rollUp(session: Session, files: readonly ChargeFile[], options: RollUpOptions): Promise<RolledUp> {
  const folded: FoldedFile[] = [];
  for (const [index, file] of files.entries()) {
    options.onProgress({ phase: 'read', done: index, total: files.length });
    folded.push(await foldFile(session, file, index));
  }
  options.onProgress({ phase: 'fold', done: 0, total: 1 });
  await numberFolded(session, files.length);
  const unfit = await findUnfit(session);
  const oddities = await findOddities(session);
  const units = await readUnits(session);
  if (options.archivePath !== null) {
    options.onProgress({ phase: 'archive', done: 0, total: 1 });
    await session.run(archiveSql(options.archivePath));
  }
  await session.run('DROP TABLE keyed');
  return {
    files: folded.map((file) => file.count),
    rejections: folded.flatMap((file) => file.rejections),
    warnings: [...folded.flatMap((file) => file.warnings), ...oddities],
    unfit,
    units,
    ...streamsOf(session),
    close: () => Promise.resolve(session.close()),
  };
}

/** Folds one file into the table `folded`, reading it carefully when the fast reading would lose anything. */
async function foldFile(session: Session, file: ChargeFile, index: number): Promise<FoldedFile> {
  let read = 0;
  const planFor = async (reading: FoldPlan['reading']): Promise<FoldPlan> => {
    const source = await fileSource(session, file, index * 10 + read);
    read += 1;
    return { file, source, reading, dateOrder: reading === 'fast' ? 'iso' : await findDateOrder(session, file, source) };
  };
  const table = `fold_${index}`;
  let plan = await planFor('fast');
  let fast = !(await sampleNeedsCare(session, plan));
  if (fast) {
    plan = await planFor('fast');
    await session.run(`CREATE TEMP TABLE ${table} AS ${foldSql(plan)}`);
    fast = !(await needsCare(session, table));
  }
  if (!fast) {
    plan = await planFor('careful');
    await session.run(`CREATE OR REPLACE TEMP TABLE ${table} AS ${foldSql(plan)}`);
  }
  const folded = await countFold(session, plan, table);
  const into = index === 0 ? 'CREATE TEMP TABLE folded AS' : 'INSERT INTO folded';
  await session.run(`${into} ${commonShapeSql(plan, table)}`);
  await session.run(`DROP TABLE ${table}`);
  return folded;
}

async function sampleNeedsCare(session: Session, plan: FoldPlan): Promise<boolean> {
  const cells = cellsOf(plan);
  const lossy = cells.costs.flatMap((cost) => (cost === null ? [] : [cost.lossy])).join(' OR ');
  const rows = await session.rows(`SELECT coalesce(bool_or(bad OR lossy), false) AS care FROM
    (SELECT (${badRowSql(cells)}) AS bad, (${lossy === '' ? 'false' : lossy}) AS lossy FROM ${plan.source.sql} LIMIT ${SAMPLE_ROWS})`);
  return rows[0]?.['care'] === true;
}

async function needsCare(session: Session, table: string): Promise<boolean> {
  const rows = await session.rows(`SELECT coalesce(bool_or(bad OR lossy), false) AS care FROM ${table}`);
  return rows[0]?.['care'] === true;
}

async function countFold(session: Session, plan: FoldPlan, table: string): Promise<FoldedFile> {
  const rows = await session.rows(`SELECT CAST(coalesce(sum(rowCount) FILTER (WHERE bad), 0) AS DOUBLE) AS bad,
    CAST(coalesce(sum(rowCount), 0) AS DOUBLE) AS n, CAST(coalesce(sum(quantityBad), 0) AS DOUBLE) AS quantityBad,
    CAST(coalesce(sum(spelled), 0) AS DOUBLE) AS spelled FROM ${table}`);
  const { bad = 0, n = 0, quantityBad = 0, spelled = 0 } = rows[0] as { bad?: number; n?: number; quantityBad?: number; spelled?: number };
  const broken = await countBroken(session, plan.source.rejectsTable);
  const { listed } = bad + broken > 0 ? await listRejections(session, plan, bad) : { listed: [] };
  const repeated = plan.reading === 'careful' ? await countRepeatedHeaders(session, plan) : 0;
  return {
    count: {
      path: plan.file.path,
      rowsRead: n + broken,
      rowsAccepted: n - bad,
      rowsRejected: bad + broken,
      rejectedBilled: bad > 0 ? await rejectedBilled(session, plan, table) : [],
    },
    rejections: listed,
    warnings: [
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

async function rejectedBilled(session: Session, plan: FoldPlan, table: string): Promise<[string, string][]> {
  const currency = plan.file.columns['BillingCurrency'] === undefined ? `'${NO_CURRENCY}'` : 'billingCurrency';
  const rows = await session.rows(
    `SELECT ${currency} AS currency, CAST(coalesce(sum(billedCost), 0) AS VARCHAR) AS billed FROM ${table} WHERE bad GROUP BY 1 ORDER BY 1`,
  );
  return rows.map((row) => [String(row['currency']), String(row['billed'])]);
}

async function countRepeatedHeaders(session: Session, plan: FoldPlan): Promise<number> {
  const condition = repeatedHeaderSql(plan.file);
  if (condition === null) return 0;
  const rows = await session.rows(`SELECT CAST(count(*) AS DOUBLE) AS n FROM ${plan.source.sql} WHERE ${condition}`);
  return Number(rows[0]?.['n'] ?? 0);
}

function engineProblem(error: unknown, files: readonly ChargeFile[]): Problem {
  if (error instanceof Problem) return error;
  const message = error instanceof Error ? error.message : String(error);
  const path = files.find((file) => message.includes(file.path))?.path ?? (files.length === 1 ? files[0]?.path : undefined);
  const context = { detail: message.split('\n')[0] ?? message, path, cause: error };
  if (/interrupted/i.test(message)) return new Problem('cancelled', { ...context, detail: 'The ingestion was stopped.' });
  if (/no space left|disk full|max_temp_directory_size|could not write/i.test(message)) return new Problem('disk_full', context);
  if (/conversion error.*(INT64|BIGINT|out of range)|overflow/is.test(message)) return new Problem('amount_too_large', context);
  if (/out of memory/i.test(message))
    return new Problem('file_unreadable', { ...context, detail: `${context.detail} Raise AWEIGH_MEMORY_LIMIT.` });
  if (/state machine reached an invalid state/i.test(message)) {
    return new Problem('row_malformed', {
      ...context,
      detail: 'Line ends of two kinds (CR LF and LF) or stray quotes make the file unreadable as CSV.',
    });
  }
  if (/unicode|utf-8|encoding/i.test(message)) return new Problem('file_not_utf8', context);
  if (/parquet|magic bytes|thrift|snappy|zstd|gzip|decompress|corrupt/i.test(message)) return new Problem('file_truncated', context);
  return new Problem('file_unreadable', context);
}
