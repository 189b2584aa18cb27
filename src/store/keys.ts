import { and, asc, eq, gt, isNull, or } from 'drizzle-orm';
import { Problem } from '../problem.ts';
import { auditStatement } from './audit.ts';
import type { Db, Store } from './db.ts';
import { apiKey } from './ledger-tables.ts';

/** What a key may do. `admin` includes every other scope. */
export const SCOPES = ['read', 'ingest', 'manage', 'report:internal', 'report:vendor', 'admin'] as const;

export type Scope = (typeof SCOPES)[number];

/** A key without its secret. */
export interface ApiKey {
  readonly id: string;
  readonly name: string;
  /** The first letters of the secret, to tell keys apart. */
  readonly prefix: string;
  readonly scopes: readonly Scope[];
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
  readonly lastUsedAt: string | null;
}

type KeyRow = typeof apiKey.$inferSelect;

const isScope = (text: string): text is Scope => SCOPES.some((scope) => scope === text);

function keyOf({ id, name, prefix, scopes, createdAt, expiresAt, revokedAt, lastUsedAt }: KeyRow): ApiKey {
  return { id, name, prefix, scopes: scopes.split(' ').filter(isScope), createdAt, expiresAt, revokedAt, lastUsedAt };
}

/** The key whose secret has this SHA-256, unless it is revoked or expired at `now`. */
export async function activeKeyBySha256(db: Db, sha256: string, now: string): Promise<ApiKey | null> {
  const row = await db
    .select()
    .from(apiKey)
    .where(and(eq(apiKey.sha256, sha256), isNull(apiKey.revokedAt), or(isNull(apiKey.expiresAt), gt(apiKey.expiresAt, now))))
    .get();
  return row === undefined ? null : keyOf(row);
}

/** Whether any key could be used at `now`. */
export async function hasActiveKey(db: Db, now: string): Promise<boolean> {
  const row = await db
    .select({ id: apiKey.id })
    .from(apiKey)
    .where(and(isNull(apiKey.revokedAt), or(isNull(apiKey.expiresAt), gt(apiKey.expiresAt, now))))
    .limit(1)
    .get();
  return row !== undefined;
}

export async function listKeys(db: Db): Promise<ApiKey[]> {
  const rows = await db.select().from(apiKey).orderBy(asc(apiKey.createdAt), asc(apiKey.id));
  return rows.map(keyOf);
}

/** Stores a key and its audit entry. */
export function insertKey(store: Store, key: ApiKey & { readonly sha256: string; readonly actor: string }): Promise<void> {
  const { actor, scopes, ...row } = key;
  const detail = `${key.name}: ${scopes.join(' ')}`;
  return store.atomic((db) => [
    db.insert(apiKey).values({ ...row, scopes: scopes.join(' ') }),
    auditStatement(db, { at: key.createdAt, actor, action: 'key.create', subject: key.id, detail }),
  ]);
}

/** Revokes a key from now on and writes its audit entry. Throws Problem key_not_found, also for one revoked before. */
export async function revokeKey(store: Store, { id, now, actor }: { id: string; now: string; actor: string }): Promise<void> {
  const active = await store.db
    .select({ name: apiKey.name })
    .from(apiKey)
    .where(and(eq(apiKey.id, id), isNull(apiKey.revokedAt)))
    .get();
  if (active === undefined) throw new Problem('key_not_found', { detail: `There is no active key ${id}.` });
  await store.atomic((db) => [
    db.update(apiKey).set({ revokedAt: now }).where(eq(apiKey.id, id)),
    auditStatement(db, { at: now, actor, action: 'key.revoke', subject: id, detail: active.name }),
  ]);
}

/** Notes that a key was used. */
export const touchKey = (store: Store, id: string, now: string): Promise<void> =>
  store.atomic((db) => [db.update(apiKey).set({ lastUsedAt: now }).where(eq(apiKey.id, id))]);
