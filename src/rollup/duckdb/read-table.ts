import { mkdirSync } from 'node:fs';
import type { ChargeFile, InspectedFile } from '../../billfile/charge-file.ts';
import { Problem } from '../../problem.ts';
import type { ReadTable } from '../rollup.ts';
import { engineProblem } from './engine-problem.ts';
import { placesOf } from './record-lines.ts';
import { brokenRows, requireClosedQuotes } from './rejects.ts';
import { identifier, openSession, type SessionLimits } from './session.ts';
import { textSql } from './formula-text.ts';
import { exactPath, fileSource, parquetColumns } from './source-sql.ts';

/** DuckDB as the reader of the small FOCUS datasets. */
export function duckdbReadTable(limits: SessionLimits): ReadTable {
  return async (file: ChargeFile) => {
    mkdirSync(limits.tempDirectory, { recursive: true });
    const session = await openSession(limits);
    try {
      const source = await fileSource(session, file, { number: 0, everyColumn: true });
      const columns = Object.keys(file.columns).map((name) => `${textSql(file, source, name)} AS ${identifier(name)}`);
      const rows = (await session.rows(`SELECT ${columns.join(', ')} FROM ${source.sql}`)) as Record<string, string>[];
      await requireClosedQuotes(session, file, source.rejectsTable);
      const broken = await brokenRows(session, source.rejectsTable);
      const records = rows.map((_, index) => index + 1);
      const places = file.container.kind === 'csv' ? await placesOf(file, { broken, records }) : { broken: [], records: null };
      const lines = records.map((record) => places.records?.get(record)?.line ?? null);
      const rejections = broken.map(({ column, code, detail, raw }, index) => ({
        path: file.path,
        line: places.broken[index] ?? null,
        column,
        code,
        detail,
        raw,
      }));
      return { rows, lines, rejections };
    } catch (error) {
      throw engineProblem(error, [file.path]);
    } finally {
      session.close();
    }
  };
}

/** Column names of a Parquet file, fields of structs among them. Throws Problem file_truncated when its metadata cannot be read. */
export async function parquetHeader(limits: SessionLimits, file: InspectedFile): Promise<string[]> {
  mkdirSync(limits.tempDirectory, { recursive: true });
  const session = await openSession(limits);
  try {
    return [...(await parquetColumns(session, `read_parquet(${exactPath(file.path)}, hive_partitioning = false)`)).keys()];
  } catch (error) {
    throw new Problem('file_truncated', {
      detail: `${file.path}: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`,
      path: file.path,
      cause: error,
    });
  } finally {
    session.close();
  }
}
