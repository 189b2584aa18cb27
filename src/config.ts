import { z } from 'zod';
import { Problem } from './problem.ts';

/** Every environment variable the product reads. docs/configuration.md is generated from this. */
export const VARIABLES = z.object({
  AWEIGH_DB: z.string().min(1).default('./data/aweigh.db').describe('Database file of commands that get no --db.'),
  AWEIGH_MEMORY_LIMIT: z
    .string()
    .regex(/^\d+(MB|GB)$/, 'a number and MB or GB, such as 800MB')
    .default('800MB')
    .describe('Memory that reading bill files may use; larger bills spill to disk.'),
  AWEIGH_THREADS: z.coerce.number().int().min(1).max(64).default(2).describe('Threads that read bill files.'),
  AWEIGH_TEMP_DIR: z.string().min(1).optional().describe('Folder for spilled data and uploads; else beside the database.'),
  AWEIGH_MAX_UPLOAD_BYTES: z.coerce.number().int().positive().default(10_737_418_240).describe('Largest bill file taken over HTTP.'),
  AWEIGH_LOG_LEVEL: z
    .enum(['debug', 'info', 'warning', 'error'])
    .default('info')
    .describe('Least level of log lines on stderr; debug also prints where an unexpected error came from.'),
});

/**
 * Whether settings of sources and of the schedule may name this variable. Only names kept for the purpose: whoever
 * writes settings must not choose among everything that the process knows.
 */
export const isSecretName = (variable: string): boolean => /^SECRET_[A-Z0-9_]{1,90}$/.test(variable);

export interface Config {
  readonly databasePath: string;
  readonly memoryLimit: string;
  readonly threads: number;
  readonly tempDirectory: string | undefined;
  readonly maxUploadBytes: number;
  readonly logLevel: 'debug' | 'info' | 'warning' | 'error';
}

/** Reads the configuration from an environment. Throws Problem config_invalid naming each bad variable. */
export function parseConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const parsed = VARIABLES.safeParse(environment);
  if (!parsed.success) {
    const errors = parsed.error.issues.map((issue) => ({ field: issue.path.join('.'), detail: issue.message }));
    throw new Problem('config_invalid', { detail: errors.map((e) => `${e.field}: ${e.detail}`).join('; '), errors });
  }
  const values = parsed.data;
  return {
    databasePath: values.AWEIGH_DB,
    memoryLimit: values.AWEIGH_MEMORY_LIMIT,
    threads: values.AWEIGH_THREADS,
    tempDirectory: values.AWEIGH_TEMP_DIR,
    maxUploadBytes: values.AWEIGH_MAX_UPLOAD_BYTES,
    logLevel: values.AWEIGH_LOG_LEVEL,
  };
}
