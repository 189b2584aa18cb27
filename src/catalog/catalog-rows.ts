import type { z } from 'zod';
import { Problem } from '../problem.ts';
import { contentHash } from './content-hash.ts';
import aws from './rows/services-aws.json' with { type: 'json' };
import azure from './rows/services-azure.json' with { type: 'json' };
import gcp from './rows/services-gcp.json' with { type: 'json' };
import ibm from './rows/services-ibm.json' with { type: 'json' };
import oci from './rows/services-oci.json' with { type: 'json' };
import targets from './rows/targets.json' with { type: 'json' };
import { serviceRowSchema, targetRowSchema, type ServiceRow, type TargetRow } from './service-row.ts';

const SERVICES: readonly unknown[] = [aws, azure, gcp, oci, ibm].flat();

/** Parses rows of the catalogue. Throws Problem catalog_row_invalid naming the first bad row and field. */
export function parseRows<Schema extends z.ZodType>(schema: Schema, rows: readonly unknown[], table: string): z.output<Schema>[] {
  return rows.map((row, index) => {
    const parsed = schema.safeParse(row);
    if (parsed.success) return parsed.data;
    const errors = parsed.error.issues.map((issue) => ({ field: issue.path.join('.'), detail: issue.message }));
    const detail = `${table}, row ${index + 1}: ${errors.map((error) => `${error.field} ${error.detail}`).join('; ')}`;
    throw new Problem('catalog_row_invalid', { detail, errors });
  });
}

/** Computes once, when first asked: the rows are checked only by commands that need them. */
export function once<T>(compute: () => T): () => T {
  let held: { readonly value: T } | null = null;
  return () => (held ??= { value: compute() }).value;
}

/** All service rows: those of the five providers' bills and the parts that umbrella names are split into. */
export const catalogServices: () => readonly ServiceRow[] = once(() => parseRows(serviceRowSchema, SERVICES, 'services'));

/** All migration targets, historic ones included. */
export const catalogTargets: () => readonly TargetRow[] = once(() => parseRows(targetRowSchema, targets, 'targets'));

/** The latest review date of the services, and a version that changes with any content of the rows. */
export const catalogVersion: () => { readonly version: string; readonly reviewedOn: string } = once(() => {
  const reviewedOn = catalogServices().reduce((latest, row) => (row.reviewedOn > latest ? row.reviewedOn : latest), '');
  return { version: `${reviewedOn}.${contentHash(JSON.stringify([SERVICES, targets]))}`, reviewedOn };
});
