import { insertKey, type ApiKey } from '../store/keys.ts';
import type { AppDeps } from './app-deps.ts';
import type { Scope } from '../store/keys.ts';

/** Marks a key in texts and logs, so that it is found and redacted. */
const KEY_PREFIX = 'awk_';
const SHOWN_LETTERS = 9;

/** What making a key needs: the store, and where randomness and hashes come from. */
export type KeyMaker = Pick<AppDeps, 'store' | 'randomId' | 'randomSecret' | 'sha256'>;

export interface KeyOrder {
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly expiresAt: string | null;
  /** Who made it, for the audit log. */
  readonly actor: string;
  readonly now: string;
}

/** Makes a key. The secret is in the answer and nowhere else: the store keeps its SHA-256. */
export async function createKey(deps: KeyMaker, order: KeyOrder): Promise<ApiKey & { readonly key: string }> {
  const key = `${KEY_PREFIX}${deps.randomSecret()}`;
  const { name, scopes, expiresAt, actor, now } = order;
  const row = {
    id: deps.randomId(),
    name,
    scopes,
    prefix: key.slice(0, SHOWN_LETTERS),
    createdAt: now,
    expiresAt,
    revokedAt: null,
    lastUsedAt: null,
  };
  await insertKey(deps.store, { ...row, sha256: await deps.sha256(key), actor });
  return { ...row, key };
}
