import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CostQuestion } from '../src/focus/cost-question.ts';
import { exactText } from '../src/money.ts';
import { costs } from '../src/store/costs.ts';
import { runPeriod } from '../src/store/charge-tables.ts';
import { charges, countCharges } from '../src/store/charges.ts';
import { rawStatement, type Db, type Store } from '../src/store/db.ts';
import { findingOf, saveFinding } from '../src/store/findings.ts';
import { activeKeyBySha256, hasActiveKey, insertKey, listKeys, revokeKey, touchKey } from '../src/store/keys.ts';
import { apiKey, source } from '../src/store/ledger-tables.ts';
import { rateBefore, saveRates } from '../src/store/rates.ts';
import { reportFile, reports, saveReport } from '../src/store/reports.ts';
import { publishRun } from '../src/store/run-ledger.ts';
import { spendLines } from '../src/store/spend-lines.ts';
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

    it('pages through charges, each exactly once', async () => {
      const day = (index: number): string => `2026-01-${String(index + 1).padStart(2, '0')}`;
      await database.load(
        Array.from({ length: 25 }, (_, index) => ({ day: day(index), costs: { billedCost: `${index}.000000000000000001` } })),
      );
      const { db } = database.store;
      const amounts: (string | undefined)[] = [];
      let cursor: string | null | undefined;
      while (cursor !== null) {
        const page = await charges(db, { range: null, where: {} }, { limit: 10, cursor });
        amounts.push(...page.items.map((charge) => charge.billedCost?.amount));
        cursor = page.nextCursor;
      }
      expect(amounts).toEqual(Array.from({ length: 25 }, (_, index) => `${index}.000000000`));
      expect(await countCharges(db, { range: { from: '2026-01-05', to: '2026-01-07' }, where: {} })).toBe(2);
    });

    it('reads the spend that analyses start from', async () => {
      const dimensions = { serviceProviderName: 'AWS', serviceName: 'AWS Lambda', chargeCategory: 'Usage' };
      await database.load([
        { day: '2026-01-01', costs: { billedCost: '1', effectiveCost: '0.5' }, dimensions },
        { day: '2026-02-01', costs: { billedCost: '2', effectiveCost: '1.5' }, dimensions },
      ]);
      const lines = await spendLines(database.store.db, { from: '2026-01-01', to: '2026-03-01' });
      expect(lines.map((line) => [line.serviceName, exactText(line.effectiveCost ?? 0n)])).toEqual([['AWS Lambda', '2']]);
    });

    it('publishes a run and supersedes what it replaces in one step', async () => {
      await database.load(
        [
          { run: 'old', day: '2026-01-01', costs: { billedCost: '1' } },
          { run: 'new', day: '2026-01-01', costs: { billedCost: '100' } },
        ],
        ['new'],
      );
      const { store } = database;
      await store.db.update(runPeriod).set({ style: 'replacement' });
      await publishRun(store, { runId: 'new', at: '2026-02-01T00:00:00Z', result: '{}' });
      expect(await lines(store.db, {})).toEqual(['100 USD']);
      const states = await store.db
        .select({ runId: runPeriod.runId, state: runPeriod.state, replaced: runPeriod.replacedRunId })
        .from(runPeriod)
        .orderBy(runPeriod.id);
      expect(states).toEqual([
        { runId: 'old', state: 'superseded', replaced: null },
        { runId: 'new', state: 'published', replaced: 'old' },
      ]);
    });

    it('replaces a rate of the same day and finds the latest before a day, either way round', async () => {
      const { store } = database;
      const rate = { baseCurrency: 'EUR', quoteCurrency: 'USD', source: 'test' };
      await saveRates(store, [
        { ...rate, date: '2026-01-01', rate: '1.1' },
        { ...rate, date: '2026-02-01', rate: '1.2' },
      ]);
      await saveRates(store, [{ ...rate, date: '2026-02-01', rate: '1.25' }]);
      expect(await rateBefore(store.db, { from: 'EUR', to: 'USD' }, '2026-03-01')).toMatchObject({ factor: '1.25' });
      expect(await rateBefore(store.db, { from: 'USD', to: 'EUR' }, null)).toMatchObject({ factor: '0.8' });
      expect(await rateBefore(store.db, { from: 'EUR', to: 'USD' }, '2026-01-01')).toBeNull();
    });

    it('gives back a finding as it was saved, and keeps the first of one snapshot', async () => {
      const { store } = database;
      const finding = {
        kind: 'lock-in',
        snapshotHash: 'ab'.repeat(32),
        createdAt: '2026-01-01T00:00:00Z',
        modelVersion: '1',
        catalogVersion: '1',
      };
      await saveFinding(store, { ...finding, body: '{"first":"日本語"}' });
      await saveFinding(store, { ...finding, body: '{"second":true}' });
      expect(await findingOf(store.db, 'lock-in', finding.snapshotHash)).toEqual({ ...finding, body: '{"first":"日本語"}' });
    });

    it('gives back the bytes of a report as they were saved', async () => {
      const { store } = database;
      const bytes = Uint8Array.from({ length: 5000 }, (_, index) => (index * 37) % 256);
      const row = {
        id: 'r-1',
        kind: 'spend',
        edition: 'internal',
        format: 'pdf',
        createdAt: '2026-01-01T00:00:00Z',
        snapshotHash: 'ab',
        sha256: 'cd',
        fileName: 'spend.pdf',
      } as const;
      await saveReport(store, row, bytes);
      expect([...(await reportFile(store.db, 'r-1'))]).toEqual([...bytes]);
      expect((await reports(store.db, ['internal'], { limit: 10 })).items).toEqual([{ ...row, bytes: 5000 }]);
      expect((await reports(store.db, ['vendor'], { limit: 10 })).items).toEqual([]);
    });

    it('writes all statements or none', async () => {
      const { store } = database;
      const broken = store.atomic((db) => [
        db.insert(source).values({ name: 'kept?', kind: 'file', createdAt: '2026-01-01T00:00:00Z' }),
        rawStatement(
          db,
          sql`INSERT INTO delivery (run_id, path, sha256, content_sha256, bytes, format, dataset, rows_read, rows_accepted, rows_rejected, received_at)
          VALUES ('no such run', 'a', 'a', 'a', 1, 'a', 'a', 1, 1, 0, 'a')`,
        ),
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
