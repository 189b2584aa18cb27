import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import { Problem } from '../problem.ts';
import type { Db, Store } from './db.ts';
import { report } from './ledger-tables.ts';
import { pageOf, positionOf, type Page, type PageRequest } from './page.ts';

export type Edition = 'internal' | 'vendor';

/** A report that was made, without its file. */
export interface StoredReport {
  readonly id: string;
  readonly kind: string;
  readonly edition: Edition;
  readonly format: string;
  readonly createdAt: string;
  /** Of data, catalogue and model. */
  readonly snapshotHash: string;
  /** Of the file. */
  readonly sha256: string;
  readonly fileName: string;
  readonly bytes: number;
}

const WITHOUT_BODY = {
  id: report.id,
  kind: report.kind,
  edition: report.edition,
  format: report.format,
  createdAt: report.createdAt,
  snapshotHash: report.snapshotHash,
  sha256: report.sha256,
  fileName: report.fileName,
  bytes: sql<number>`length(${report.body})`,
};

type Row = Omit<StoredReport, 'edition'> & { readonly edition: string };

/** Anything that is not marked for vendors is internal. */
const reportOf = (row: Row): StoredReport => ({ ...row, edition: row.edition === 'vendor' ? 'vendor' : 'internal' });

/** Keeps a report with its file. */
export const saveReport = (store: Store, row: Omit<StoredReport, 'bytes'>, body: Uint8Array): Promise<void> =>
  store.atomic((db) => [db.insert(report).values({ ...row, body: sql`${body}` })]);

/** Reports of the editions, newest first. */
export async function reports(db: Db, editions: readonly Edition[], request: PageRequest): Promise<Page<StoredReport>> {
  const position = positionOf(request, /^[\w:.+-]{1,40}![\w-]{1,100}$/);
  const after = position === null ? undefined : sql`(${report.createdAt}, ${report.id}) < (${position[0]}, ${position[1]})`;
  const rows = await db
    .select(WITHOUT_BODY)
    .from(report)
    .where(and(inArray(report.edition, [...editions]), after))
    .orderBy(desc(report.createdAt), desc(report.id))
    .limit(request.limit + 1);
  const page = pageOf(rows, request.limit, (row) => [row.createdAt, row.id]);
  return { ...page, items: page.items.map(reportOf) };
}

/** One report. Throws Problem report_not_found. */
export async function reportById(db: Db, id: string): Promise<StoredReport> {
  const row = await db.select(WITHOUT_BODY).from(report).where(eq(report.id, id)).get();
  if (row === undefined) throw new Problem('report_not_found', { detail: `There is no report ${id}.` });
  return reportOf(row);
}

/** The file of a report. Throws Problem report_not_found. */
export async function reportFile(db: Db, id: string): Promise<Uint8Array> {
  const row = await db.select({ body: report.body }).from(report).where(eq(report.id, id)).get();
  if (row === undefined) throw new Problem('report_not_found', { detail: `There is no report ${id}.` });
  return row.body;
}
