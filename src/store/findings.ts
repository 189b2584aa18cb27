import { and, asc, desc, eq, sql } from 'drizzle-orm';
import type { Figure } from '../finding/figure.ts';
import type { Store, Db } from './db.ts';
import { finding } from './ledger-tables.ts';

/** What an analysis said on one state of the data. `body` is its JSON, with the figures under `figures`. */
export interface StoredFinding {
  readonly kind: string;
  readonly snapshotHash: string;
  readonly createdAt: string;
  readonly modelVersion: string;
  readonly catalogVersion: string;
  readonly body: string;
}

/** Keeps a finding; one of the same kind and snapshot says the same and is left as it is. */
export const saveFinding = (store: Store, row: StoredFinding): Promise<void> =>
  store.atomic((db) => [db.insert(finding).values(row).onConflictDoNothing()]);

/** The finding of a kind on one snapshot of the data, or null. */
export async function findingOf(db: Db, kind: string, snapshotHash: string): Promise<StoredFinding | null> {
  const rows = await db
    .select()
    .from(finding)
    .where(and(eq(finding.kind, kind), eq(finding.snapshotHash, snapshotHash)))
    .limit(1);
  return rows[0] ?? null;
}

/** The bodies of a kind, in the order they were made. */
export async function findingBodies(db: Db, kind: string): Promise<string[]> {
  const rows = await db
    .select({ body: finding.body })
    .from(finding)
    .where(eq(finding.kind, kind))
    .orderBy(asc(finding.createdAt), asc(finding.snapshotHash));
  return rows.map(({ body }) => body);
}

/** A figure of any stored finding by its id, `<kind>.<first 12 of the snapshot>.<slug>`, with the finding it belongs to; null when there is none. */
export async function storedFigure(db: Db, figureId: string): Promise<{ readonly figure: Figure; readonly finding: StoredFinding } | null> {
  const parts = /^(.+?)\.([0-9a-f]{12})\./.exec(figureId);
  if (parts === null) return null;
  const [, kind = '', prefix = ''] = parts;
  const rows = await db
    .select()
    .from(finding)
    .where(and(eq(finding.kind, kind), sql`substr(${finding.snapshotHash}, 1, 12) = ${prefix}`))
    .orderBy(desc(finding.createdAt));
  for (const row of rows) {
    const figure = figuresIn(row.body).find((candidate) => candidate.figureId === figureId);
    if (figure !== undefined) return { figure, finding: row };
  }
  return null;
}

function figuresIn(body: string): readonly Figure[] {
  const parsed: unknown = JSON.parse(body);
  const figures: unknown = typeof parsed === 'object' && parsed !== null && 'figures' in parsed ? parsed.figures : [];
  return Array.isArray(figures) ? figures.filter(isFigure) : [];
}

/** Bodies are written by saveFinding alone, from findings whose figures have this shape. */
const isFigure = (value: unknown): value is Figure =>
  typeof value === 'object' && value !== null && 'figureId' in value && 'evidence' in value;
