import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeReport, REPORT_FORMATS, type ReportDeps } from '../../src/jobs/report.ts';
import { analyzeDeps } from '../../src/node/analyze-deps.ts';
import type { NodeStore } from '../../src/node/db.ts';
import type { ReportModel } from '../../src/reports/model.ts';
import { storeWith, type SampleCharge } from '../store/sample-charges.ts';

const charge = (day: string, serviceName: string, billedCost: string, billingCurrency = 'USD'): SampleCharge => ({
  day,
  dimensions: {
    billingCurrency,
    serviceProviderName: 'AWS',
    serviceCategory: 'Compute',
    serviceName,
    subAccountId: '111122223333',
    chargeCategory: 'Usage',
  },
  costs: { billedCost, effectiveCost: billedCost, listCost: billedCost },
});

const CHARGES: readonly SampleCharge[] = [
  charge('2026-01-31', 'AWS Lambda', '100.10'),
  charge('2026-02-28', 'AWS Lambda', '120.20'),
  charge('2026-02-10', 'Amazon Elastic Compute Cloud', '11.90'),
  charge('2026-02-11', 'Amazon Elastic Compute Cloud', '7.5', 'EUR'),
  charge('', 'AWS Support', '3'),
];

let store: NodeStore;
let deps: ReportDeps;
beforeAll(() => {
  store = storeWith(CHARGES);
  deps = depsOf(store);
});
afterAll(() => store.close());

/** Stands for the PDF engine: the files themselves, so that this test needs no thread. */
const depsOf = (of: NodeStore): ReportDeps => ({
  ...analyzeDeps(of),
  printPdf: (files) => Promise.resolve(new TextEncoder().encode(JSON.stringify(files))),
});

const modelOf = async (kind: 'spend' | 'lock-in', from = deps): Promise<ReportModel> =>
  JSON.parse(new TextDecoder().decode((await makeReport(from, { kind, edition: 'internal', format: 'json' })).body)) as ReportModel;

describe('making a report', () => {
  it('prints the sums of the published charges, by currency', async () => {
    const { figures, asOf } = await modelOf('spend');
    expect(figures['spend.USD.total']?.value).toEqual({ kind: 'money', money: { amount: '235.200000000', currency: 'USD' } });
    expect(figures['spend.EUR.total']?.text).toBe('7.50 EUR');
    expect(figures['spend.USD.month.2026-02']?.text).toBe('132.10 USD');
    expect(figures['spend.USD.undated']?.text).toBe('3.00 USD');
    expect(asOf).toBe('2026-02-28');
  });

  it.each(REPORT_FORMATS)('gives the same bytes for the same bills as %s, whatever database holds them', async (format) => {
    const other = storeWith(CHARGES.toReversed());
    try {
      for (const kind of ['spend', 'lock-in'] as const) {
        const order = { kind, edition: 'internal', format } as const;
        expect(await makeReport(depsOf(other), order)).toEqual(await makeReport(deps, order));
      }
    } finally {
      other.close();
    }
  });

  it('has another snapshot when a cent moves', async () => {
    const other = storeWith([...CHARGES, charge('2026-02-28', 'AWS Lambda', '0.01')]);
    try {
      expect((await modelOf('spend', depsOf(other))).snapshotHash).not.toBe((await modelOf('spend')).snapshotHash);
    } finally {
      other.close();
    }
  });

  it('names its file by kind and date of the data', async () => {
    const { fileName } = await makeReport(deps, { kind: 'lock-in', edition: 'internal', format: 'md' });
    expect(fileName).toMatch(/^aweigh-lock-in-2026-02-\d\d\.md$/);
  });

  it('shows at most fourteen months, and says what it leaves out', async () => {
    const long = storeWith([...CHARGES, charge('2024-06-15', 'AWS Lambda', '1')]);
    try {
      const { figures, sections } = await modelOf('spend', depsOf(long));
      expect(figures['spend.USD.total']?.text).toBe('232.20 USD');
      expect(JSON.stringify(sections.find(({ id }) => id === 'gaps'))).toContain('carry no date');
    } finally {
      long.close();
    }
  });

  it('refuses a vendor edition, because no vendor may learn what these reports show', async () => {
    await expect(makeReport(deps, { kind: 'spend', edition: 'vendor', format: 'json' })).rejects.toMatchObject({
      code: 'report_edition_unavailable',
    });
  });

  it('has nothing to say about an empty database', async () => {
    const empty = storeWith([]);
    try {
      await expect(makeReport(depsOf(empty), { kind: 'spend', edition: 'internal', format: 'md' })).rejects.toMatchObject({
        code: 'no_data',
      });
      await expect(makeReport(depsOf(empty), { kind: 'lock-in', edition: 'internal', format: 'md' })).rejects.toMatchObject({
        code: 'no_data',
      });
    } finally {
      empty.close();
    }
  });
});
