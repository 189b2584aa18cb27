import { sql } from 'drizzle-orm';
import type { BatchItem } from 'drizzle-orm/batch';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CostQuestion } from '../src/focus/cost-question.ts';
import { exactText } from '../src/money.ts';
import { costs } from '../src/store/costs.ts';
import type { Db, Store } from '../src/store/db.ts';
import { activeKeyBySha256, hasActiveKey, insertKey, listKeys, revokeKey, touchKey } from '../src/store/keys.ts';
import { apiKey, source } from '../src/store/ledger-tables.ts';
import type { SampleCharge } from './store/sample-charges.ts';

/** A database of one driver, as the suite needs it. */
export interface TestDatabase {
  readonly store: Store;
  /** Empties every table, then stores these charges with all their summaries; runs named in `loading` stay unpublished. */
  load(charges: readonly SampleCharge[], loading?: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

const ask = (question: Partial<CostQuestion>): CostQuestion => ({ range: null, groupBy: [], metric: 'billedCost', where: {}, ...question });

const lines = async (db: Db, question: Partial<CostQuestion>): Promise<string[]> => {
  const { groups } = await costs(db, ask(question));
  return groups.map((group) => [...Object.values(group.key), exactText(group.amount.attos), group.amount.currency].join(' '));
};

const key = {
  id: 'key-1',
  name: 'nightly export',
  prefix: 'awk_ab',
  sha256: 'a1'.repeat(32),
  scopes: ['read', 'ingest'] as const,
  createdAt: '2026-01-01T00:00:00Z',
  expiresAt: '2027-01-01T00:00:00Z',
  revokedAt: null,
  lastUsedAt: null,
  actor: 'cli',
};

const runs = (statements: readonly unknown[]): BatchItem<'sqlite'>[] => statements as BatchItem<'sqlite'>[];

/** What every driver of the store must answer alike. */
export function describeStore(driver: string, open: () => Promise<TestDatabase>): void {
  describe(`the store on ${driver}`, () => {
    let database: TestDatabase;
    beforeAll(async () => {
      database = await open();
    });
    beforeEach(() => database.load([]));
    afterAll(() => database.close());

    it('adds charges exactly, past 2^53 and past 2^63 nanos and down to the last atto', async () => {
      const months = ['2026-01-01', '2026-02-01', '2026-03-01'];
      await database.load(months.map((day) => ({ day, costs: { billedCost: '9000000000.000000000000000001' } })));
      expect(await lines(database.store.db, {})).toEqual(['27000000000.000000000000000003 USD']);
      expect(await lines(database.store.db, { groupBy: ['day'] })).toHaveLength(3);
    });

    it('groups by service, month and tag alike, from summaries and from days', async () => {
      const dimensions = { serviceName: 'Functions', tags: '{"team":"web"}', resourceId: 'fn-1' };
      await database.load([
        { day: '2026-01-31', costs: { billedCost: '1.5' }, dimensions },
        { day: '2026-02-01', costs: { billedCost: '-0.5' }, dimensions },
        { day: '2026-02-02', costs: { billedCost: '3' }, dimensions: { serviceName: 'Storage' } },
      ]);
      const { db } = database.store;
      expect(await lines(db, { groupBy: ['serviceName'] })).toEqual(['Storage 3 USD', 'Functions 1 USD']);
      expect(await lines(db, { groupBy: ['month'] })).toEqual(['2026-02 2.5 USD', '2026-01 1.5 USD']);
      expect(await lines(db, { groupBy: ['tag:team'] })).toEqual([' 3 USD', 'web 1 USD']);
      expect(await lines(db, { where: { 'tag:team': ['web'], resourceId: ['fn-1'] } })).toEqual(['1 USD']);
    });

    it('reads published runs alone', async () => {
      await database.load(
        [
          { run: 'old', day: '2026-01-01', costs: { billedCost: '1' } },
          { run: 'new', day: '2026-01-01', costs: { billedCost: '100' } },
        ],
        ['new'],
      );
      expect(await lines(database.store.db, {})).toEqual(['1 USD']);
      expect((await costs(database.store.db, ask({}))).runIds).toEqual(['old']);
    });

    it('takes questions with more values than D1 takes parameters', async () => {
      await database.load(
        Array.from({ length: 150 }, (_, index) => ({
          day: '2026-01-01',
          costs: { billedCost: '1' },
          dimensions: { serviceName: `S${index}` },
        })),
      );
      const serviceName = Array.from({ length: 140 }, (_, index) => `S${index}`);
      expect(await lines(database.store.db, { where: { serviceName } })).toEqual(['140 USD']);
      expect(await lines(database.store.db, { groupBy: ['serviceName'] })).toHaveLength(150);
    });

    it('writes all statements or none', async () => {
      const { store } = database;
      const broken = store.atomic((db) => [
        db.insert(source).values({ name: 'kept?', kind: 'file', createdAt: '2026-01-01T00:00:00Z' }),
        ...runs([
          db.run(sql`INSERT INTO delivery (run_id, path, sha256, bytes, format, dataset, rows_read, rows_accepted, rows_rejected, received_at)
          VALUES ('no such run', 'a', 'a', 1, 'a', 'a', 1, 1, 0, 'a')`),
        ]),
      ]);
      await expect(broken).rejects.toThrow();
      expect(await store.db.select().from(source)).toEqual([]);
    });

    it('takes hundreds of statements as one', async () => {
      const { store } = database;
      const names = Array.from({ length: 300 }, (_, index) => `source-${String(index).padStart(3, '0')}`);
      await store.atomic((db) => names.map((name) => db.insert(source).values({ name, kind: 'file', createdAt: '2026-01-01T00:00:00Z' })));
      const stored = await store.db.select({ name: source.name }).from(source).orderBy(source.name);
      expect(stored.map((row) => row.name)).toEqual(names);
    });

    it('finds a key by its digest until it expires or is revoked', async () => {
      const { store } = database;
      await insertKey(store, key);
      expect(await activeKeyBySha256(store.db, key.sha256, '2026-06-01T00:00:00Z')).toMatchObject({
        id: 'key-1',
        scopes: ['read', 'ingest'],
      });
      expect(await activeKeyBySha256(store.db, 'b2'.repeat(32), '2026-06-01T00:00:00Z')).toBeNull();
      expect(await hasActiveKey(store.db, '2027-06-01T00:00:00Z')).toBe(false);
      await touchKey(store, 'key-1', '2026-06-02T00:00:00Z');
      await revokeKey(store, { id: 'key-1', now: '2026-06-03T00:00:00Z', actor: 'cli' });
      expect(await listKeys(store.db)).toMatchObject([{ lastUsedAt: '2026-06-02T00:00:00Z', revokedAt: '2026-06-03T00:00:00Z' }]);
      expect(await hasActiveKey(store.db, '2026-06-04T00:00:00Z')).toBe(false);
    });

    it('keeps one key for one secret', async () => {
      const { store } = database;
      await insertKey(store, key);
      await expect(insertKey(store, { ...key, id: 'key-2' })).rejects.toThrow();
      expect(await store.db.select({ id: apiKey.id }).from(apiKey)).toEqual([{ id: 'key-1' }]);
    });
  });
}
