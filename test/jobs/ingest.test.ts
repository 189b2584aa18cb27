import { gzipSync, zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { attosOf, exactText } from '../../src/money.ts';
import { reconciliationGaps } from '../../src/store/reconciliation.ts';
import { bill, HEADER, workshop } from './ingest-fixture.ts';

describe('loading bills', () => {
  test('the sums of a bill equal the file to its last digit, whatever the digits', async () => {
    const amount = fc.oneof(
      fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }).map((attos) => exactText(attos)),
      fc.constantFrom(
        '5e-06',
        '-0',
        '1E3',
        '.25',
        '.12345678901',
        '00012.50',
        '0.000000000000000001',
        '-99999999.9999999999',
        '123456789.5',
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(amount, { minLength: 1, maxLength: 30 }), async (amounts) => {
        const { put, ingest, total } = workshop();
        await ingest([put('bill.csv', bill(amounts.map((BilledCost) => ({ BilledCost }))))]);
        const expected = amounts.reduce((sum, text) => sum + (attosOf(text) ?? 0n), 0n);
        expect(await total()).toBe(`${exactText(expected)} USD`);
      }),
      { numRuns: 15 },
    );
  });

  test('the order, case and spelling of the header change nothing', async () => {
    const { put, ingest, total } = workshop();
    const text = bill([{ BilledCost: '7.25' }], [...HEADER].reverse());
    const [header = '', ...rows] = text.split('\n');
    const spelled = ['\uFEFF' + header.toLowerCase().replace('billedcost', 'billed_cost'), ...rows].join('\r\n');
    await ingest([put('bill.csv', spelled)]);
    expect(await total()).toBe('7.25 USD');
    expect(await total('effectiveCost')).toBe('1.25 USD');
  });

  test('CSV, CSV.gz and CSV.zst of one bill give the same figures', async () => {
    const text = bill([{ BilledCost: '7.25' }, { BilledCost: '-0.25', ChargeCategory: 'Credit' }]);
    for (const [name, content] of [
      ['bill.csv', text],
      ['bill.csv.gz', gzipSync(text)],
      ['bill.csv.zst', zstdCompressSync(text)],
    ] as const) {
      const { put, ingest, total } = workshop();
      await ingest([put(name, content)]);
      expect(await total(), name).toBe('7 USD');
    }
  });

  test('loading a file twice changes nothing and says so', async () => {
    const { put, ingest, total } = workshop();
    const path = put('bill.csv', bill([{ BilledCost: '7.25' }]));
    expect((await ingest([path])).status).toBe('published');
    expect((await ingest([path])).status).toBe('unchanged');
    expect(await total()).toBe('7.25 USD');
  });

  test('a restated period leaves only the newer figures and names the run it replaced', async () => {
    const { put, ingest, total } = workshop();
    const first = await ingest([put('may.csv', bill([{ BilledCost: '7.25' }, { BilledCost: '1' }]))]);
    const second = await ingest([put('may-final.csv', bill([{ BilledCost: '7.5' }]))]);
    expect(second.periods.map((period) => period.replacedRunId)).toEqual([first.runId]);
    expect(await total()).toBe('7.5 USD');
  });

  test('a file that was replaced does not come back by being loaded again, unless that is asked for', async () => {
    const { put, ingest, total } = workshop();
    const first = put('may.csv', bill([{ BilledCost: '7.25' }]));
    await ingest([first]);
    await ingest([put('may-final.csv', bill([{ BilledCost: '7.5' }]))]);
    expect(await ingest([first])).toMatchObject({ status: 'unchanged', warnings: [{ code: 'delivery_replaced_since' }] });
    expect(await total()).toBe('7.5 USD');
    expect((await ingest([first], { again: true })).status).toBe('published');
    expect(await total()).toBe('7.25 USD');
  });

  test('a restatement that lacks an account says that the older figures of that account stay', async () => {
    const { put, ingest, total } = workshop();
    await ingest([put('may.csv', bill([{ BilledCost: '7' }, { BilledCost: '3', BillingAccountId: '0456' }]))]);
    expect(await ingest([put('may-final.csv', bill([{ BilledCost: '8' }]))])).toMatchObject({
      warnings: [{ code: 'account_left_behind', detail: expect.stringContaining('0456 2026-05') }],
    });
    expect(await total()).toBe('11 USD');
  });

  test('a delta is added once, compressed or not', async () => {
    const { put, ingest, total } = workshop();
    await ingest([put('may.csv', bill([{ BilledCost: '10' }]))]);
    const delta = bill([{ BilledCost: '-3' }]);
    await ingest([put('delta.csv', delta)], { style: 'delta' });
    expect((await ingest([put('delta.csv.gz', gzipSync(delta))], { style: 'delta' })).status).toBe('unchanged');
    expect(await total()).toBe('7 USD');
  });

  test('a month beyond 64 bits of nanos is exact in every table', async () => {
    const { put, ingest, store, total } = workshop();
    const days = Array.from({ length: 14 }, (_, index) => `2026-05-${String(index + 10)}`);
    const rows = days.map((ChargePeriodStart, index) => ({
      ChargePeriodStart,
      BilledCost: index === 0 ? '-1.5' : '1500000000.000000001',
      BillingCurrency: 'VND',
    }));
    await ingest([put('bill.csv', bill(rows))]);
    expect(await total()).toBe('19499999998.500000013 VND');
    expect(await reconciliationGaps(store.db)).toEqual([]);
  });

  test('two files of one period in one call are one delivery', async () => {
    const { put, ingest, total } = workshop();
    await ingest([put('part-1.csv', bill([{ BilledCost: '7.25' }])), put('part-2.csv', bill([{ BilledCost: '0.75' }]))]);
    expect(await total()).toBe('8 USD');
  });

  test('a bill and its compressed copy in one folder are counted once', async () => {
    const { put, ingest, total } = workshop();
    const text = bill([{ BilledCost: '7.25' }]);
    const result = await ingest([put('may.csv', text), put('may.csv.gz', gzipSync(text)), put('may.csv.zst', zstdCompressSync(text))]);
    expect(result.warnings).toMatchObject([{ code: 'file_repeated', rows: 2 }]);
    expect(await total()).toBe('7.25 USD');
  });

  test('a delta adds to its period once, however often it is loaded', async () => {
    const { put, ingest, total } = workshop();
    await ingest([put('may.csv', bill([{ BilledCost: '10' }]))]);
    const delta = put('delta.csv', bill([{ BilledCost: '-3', ChargeClass: 'Correction' }]));
    await ingest([delta], { style: 'delta' });
    expect((await ingest([delta], { style: 'delta' })).status).toBe('unchanged');
    expect(await total()).toBe('7 USD');
  });

  test('a replacement supersedes the deltas of its period, and a ledger entry stays', async () => {
    const { put, ingest, total } = workshop();
    await ingest([put('may.csv', bill([{ BilledCost: '10' }]))]);
    await ingest([put('delta.csv', bill([{ BilledCost: '-3' }]))], { style: 'delta' });
    await ingest([put('ledger.csv', bill([{ BilledCost: '0.5' }]))], { style: 'ledger' });
    await ingest([put('may-final.csv', bill([{ BilledCost: '8' }]))]);
    expect(await total()).toBe('8.5 USD');
  });

  test('bills of two sources never replace each other', async () => {
    const { put, ingest, total } = workshop();
    await ingest([put('a.csv', bill([{ BilledCost: '10' }]))], { source: 'a' });
    await ingest([put('b.csv', bill([{ BilledCost: '5' }]))], { source: 'b' });
    expect(await total()).toBe('15 USD');
  });

  test('a bill of another provider under the same account and period is refused, not written over the first', async () => {
    const { put, ingest, total } = workshop();
    await ingest([put('aws.csv', bill([{ BilledCost: '10' }]))]);
    await expect(ingest([put('gcp.csv', bill([{ BilledCost: '5', ProviderName: 'Google Cloud' }]))])).rejects.toMatchObject({
      code: 'period_of_other_provider',
    });
    expect(await total()).toBe('10 USD');
  });

  test('a path is that file and no pattern, whatever signs it holds', async () => {
    const { put, ingest, total } = workshop();
    put('bill1.csv', bill([{ BilledCost: '100' }]));
    put('bill-x.csv', bill([{ BilledCost: '100' }]));
    await ingest([put('bill[12].csv', bill([{ BilledCost: '1' }])), put('b*\'東京".csv', bill([{ BilledCost: '2' }]))]);
    expect(await total()).toBe('3 USD');
  });

  test('a currency is the same currency in small letters and between blanks', async () => {
    const { put, ingest, total } = workshop();
    await ingest([put('bill.csv', bill([{ BillingCurrency: 'usd' }, { BillingCurrency: ' USD ' }]))]);
    expect(await total()).toBe('3 USD');
  });

  test('an unknown cost stays apart from a zero', async () => {
    const { put, ingest, store } = workshop();
    await ingest([put('bill.csv', bill([{ ListCost: 'NULL' }, { ListCost: '(null)' }, { ListCost: '0' }]))]);
    const masks = store.sqlite
      .prepare(
        'SELECT s.known_costs AS mask, sum(c.row_count) AS n FROM charge c JOIN series s ON s.id = c.series_id GROUP BY 1 ORDER BY 1',
      )
      .all();
    expect(masks).toEqual([
      { mask: 11, n: 2 },
      { mask: 15, n: 1 },
    ]);
  });

  test('dates of five styles name the same day', async () => {
    const styles = [
      '2026-05-10T00:00:00Z',
      '2026-05-10 00:00:00',
      '5/10/2026',
      '5/10/26',
      '2026-05-10T02:00:00+02:00',
      '2026-05-10T00:00Z',
      '20260510',
      '2026/05/10',
    ];
    for (const ChargePeriodStart of styles) {
      const { put, ingest, store } = workshop();
      await ingest([put('bill.csv', bill([{ ChargePeriodStart }]))]);
      expect(store.sqlite.prepare("SELECT date(day * 86400, 'unixepoch') AS day FROM charge").all(), ChargePeriodStart).toEqual([
        { day: '2026-05-10' },
      ]);
    }
  });

  test('a first part above twelve makes a file day-first', async () => {
    const { put, ingest, store } = workshop();
    await ingest([put('bill.csv', bill([{ ChargePeriodStart: '13/05/2026' }, { ChargePeriodStart: '04/05/2026' }]))]);
    expect(store.sqlite.prepare("SELECT DISTINCT date(day * 86400, 'unixepoch') AS day FROM charge ORDER BY 1").all()).toEqual([
      { day: '2026-05-04' },
      { day: '2026-05-13' },
    ]);
  });

  test('dates that tell month and day apart nowhere are read month first, with a warning', async () => {
    const { put, ingest, store } = workshop();
    const days = ['05/01/2026', ' 5/2/2026'];
    const ambiguous = await ingest([put('bill.csv', bill(days.map((ChargePeriodStart) => ({ ChargePeriodStart }))))]);
    expect(ambiguous.warnings).toMatchObject([{ code: 'date_order_assumed' }]);
    expect(store.sqlite.prepare("SELECT DISTINCT date(day * 86400, 'unixepoch') AS day FROM charge ORDER BY 1").pluck().all()).toEqual([
      '2026-05-01',
      '2026-05-02',
    ]);
    const plain = [...days, '5/13/2026'].map((ChargePeriodStart) => ({ ChargePeriodStart }));
    expect((await ingest([put('plain.csv', bill(plain))])).warnings).toEqual([]);
  });

  test('texts with control characters never make two series one', async () => {
    const { put, ingest, store, total } = workshop();
    const rows = [
      { ServiceName: 'a\u001f', ResourceId: 'b' },
      { ServiceName: 'a', ResourceId: '\u001fb' },
    ];
    await ingest([put('bill.csv', bill(rows))]);
    expect(store.sqlite.prepare('SELECT count(*) FROM series').pluck().get()).toBe(2);
    expect(await total()).toBe('3 USD');
  });

  test('a name that only some rows carry is kept with its id', async () => {
    const { put, ingest, store } = workshop();
    await ingest([put('bill.csv', bill([{ BillingAccountName: '' }, { BillingAccountName: 'Example Ltd' }]))]);
    const names = store.sqlite.prepare('SELECT t.text FROM series s JOIN term t ON t.id = s.billing_account_name').pluck().all();
    expect(names).toEqual(['Example Ltd']);
  });

  test('FOCUS 1.0-preview names are translated to those of today', async () => {
    const { put, ingest, store } = workshop();
    const preview = bill([{}])
      .replace('ProviderName', 'Provider')
      .replace('PublisherName', 'Publisher')
      .replace('InvoiceIssuerName', 'InvoiceIssuer');
    const result = await ingest([put('oci.csv', preview)]);
    expect(result.deliveries[0]?.format).toBe('focus-1.0-preview');
    expect(store.sqlite.prepare('SELECT t.text FROM series s JOIN term t ON t.id = s.service_provider_name').pluck().all()).toEqual([
      'AWS',
    ]);
  });
});
