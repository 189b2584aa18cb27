import { DuckDBInstance, type DuckDBConnection, type DuckDBResult } from '@duckdb/node-api';

/** Limits of one DuckDB session. */
export interface SessionLimits {
  readonly memoryLimit: string;
  readonly threads: number;
  readonly tempDirectory: string;
}

/** One in-memory DuckDB with a connection; no file of its own, no extension downloads. */
export interface Session {
  readonly connection: DuckDBConnection;
  run(sql: string): Promise<void>;
  rows(sql: string): Promise<Record<string, unknown>[]>;
  stream(sql: string): Promise<DuckDBResult>;
  interrupt(): void;
  close(): void;
}

export async function openSession(limits: SessionLimits): Promise<Session> {
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(limits.threads),
    memory_limit: limits.memoryLimit,
    temp_directory: limits.tempDirectory,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    preserve_insertion_order: 'true',
  });
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
  return {
    connection,
    run: async (sql) => void (await connection.run(sql)),
    rows: async (sql) => (await connection.runAndReadAll(sql)).getRowObjects(),
    stream: (sql) => connection.stream(sql),
    interrupt: () => connection.interrupt(),
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/** A text as a SQL literal. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** A name as a SQL identifier. */
export const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;
