import { rmSync, writeFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';

const COST = /Cost$/;
const NUMBER = /(?:Quantity|UnitPrice)$/;
const INSTANT = /Period(?:Start|End)$/;

/**
 * Writes CSV texts as Parquet files with the types that an export has: decimals, doubles, instants, text.
 * One thread and kept order, so that the same rows give the same bytes.
 */
export async function writeParquetFiles(files: readonly { path: string; columns: readonly string[]; csv: string }[]): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  try {
    await connection.run("SET TimeZone = 'UTC'");
    for (const { path, columns, csv } of files) {
      const scratch = `${path}.tmp`;
      writeFileSync(scratch, csv);
      const types = columns.map((column) => `${literal(column)}: 'VARCHAR'`).join(', ');
      const source = `read_csv(${literal(scratch)}, auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', columns = {${types}})`;
      await connection.run(
        `COPY (SELECT ${columns.map(typed).join(', ')} FROM ${source}) TO ${literal(path)} (FORMAT parquet, COMPRESSION zstd)`,
      );
      rmSync(scratch);
    }
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

function typed(column: string): string {
  const type = COST.test(column) ? 'DECIMAL(18,10)' : NUMBER.test(column) ? 'DOUBLE' : INSTANT.test(column) ? 'TIMESTAMPTZ' : 'VARCHAR';
  return `CAST("${column}" AS ${type}) AS "${column}"`;
}

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
