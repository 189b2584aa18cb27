import { gzipSync } from 'node:zlib';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bill, HEADER, workshop } from './ingest-fixture.ts';

const many = (rows: Parameters<typeof bill>[0]): string =>
  bill([...Array.from({ length: 2_000 }, () => ({ BilledCost: '0.001' })), ...rows]);

describe('bad input ends in correct figures or in a Problem that names the place', () => {
  test('a row with an unreadable cost is rejected with path, line, column, code and text, and the rest is published', async () => {
    const { put, ingest, total } = workshop();
    const path = put('bill.csv', many([{ BilledCost: 'N/A' }]));
    const result = await ingest([path]);
    expect(result).toMatchObject({ status: 'published', deliveries: [{ rowsRead: 2_001, rowsAccepted: 2_000, rowsRejected: 1 }] });
    expect(result.rejections).toEqual([
      { path, line: 2_002, column: 'BilledCost', code: 'row_cost_invalid', detail: expect.stringContaining('"N/A"') },
    ]);
    expect(await total()).toBe('2 USD');
  });

  test.each(['NaN', '1,50', '12abc', '1_000', 'Infinity', '--5', '9'.repeat(30)])(
    'the cost %s is refused, never guessed',
    async (BilledCost) => {
      const { put, ingest } = workshop();
      const result = await ingest([put('bill.csv', many([{ BilledCost }]))]);
      expect(result.rejections).toMatchObject([{ line: 2_002, column: 'BilledCost', code: 'row_cost_invalid' }]);
    },
  );

  test('dates with month names, serial numbers and times that do not exist are refused, never guessed', async () => {
    const { put, ingest } = workshop();
    const dates = ['May 10, 2026', '10-May-26', '46152', '1778371200', '2026-02-30', '2026-05-10T25:00:00Z', '12.31.2026', '05-10-2026'];
    const result = await ingest([put('bill.csv', bill(dates.map((ChargePeriodStart) => ({ ChargePeriodStart }))))]);
    expect(result.rejections.map(({ line, code }) => [line, code])).toEqual(dates.map((_, index) => [index + 2, 'row_date_invalid']));
    const alone = await ingest([put('alone.csv', bill([{ ChargePeriodStart: '2026-05-10T25:00:00Z' }]))]);
    expect(alone.rejections).toMatchObject([{ line: 2, code: 'row_date_invalid' }]);
  });

  test('more rejected rows than the limit publish nothing, and the limit can be raised', async () => {
    const { put, ingest, total } = workshop();
    const path = put('bill.csv', bill([{ BilledCost: '5' }, { ChargePeriodStart: 'soon' }]));
    expect(await ingest([path])).toMatchObject({
      status: 'rejected',
      rejections: [{ line: 3, column: 'ChargePeriodStart', code: 'row_date_invalid' }],
    });
    expect(await total()).toBe('');
    expect((await ingest([path], { maxRejected: 0.5 })).status).toBe('published');
    expect(await total()).toBe('5 USD');
  });

  test('one rejected row that holds more of the cost than the limit allows publishes nothing', async () => {
    const { put, ingest, total } = workshop();
    const path = put('bill.csv', many([{ BilledCost: '-40', ChargePeriodStart: 'soon' }]));
    expect(await ingest([path])).toMatchObject({ status: 'rejected', deliveries: [{ rowsRead: 2_001, rowsRejected: 1 }] });
    expect(await total()).toBe('');
  });

  test('the rejected amount is reconciled apart from the stored one', async () => {
    const { put, ingest } = workshop();
    const result = await ingest([put('bill.csv', many([{ BilledCost: '40', ChargePeriodStart: '' }]))], { maxRejected: 1 });
    expect(result.reconciliation).toEqual({ USD: { read: '42', stored: '2', rejected: '40', difference: '0' } });
  });

  test('a line with too few or too many fields is rejected by its physical line, after quoted line breaks too', async () => {
    const { put, ingest } = workshop();
    const text = many([{ ChargeDescription: 'two\nlines' }, { ChargeDescription: 'x' }]);
    const result = await ingest([put('bill.csv', `${text}1,2,3\n`)]);
    expect(result.rejections).toMatchObject([{ line: 2_005, code: 'row_malformed' }]);
  });

  test('a quote that does not close is refused by its line: what it swallowed is more than one row', async () => {
    const { put, ingest, total } = workshop();
    const [header = '', row = ''] = bill([{}]).split('\n');
    const rows = (count: number): string[] => Array.from({ length: count }, () => row);
    const text = [header, ...rows(2_000), row.replace('AWS Lambda', '"AWS Lambda'), ...rows(1_000), ''].join('\n');
    await expect(ingest([put('bill.csv', text)])).rejects.toMatchObject({ code: 'row_malformed', context: { line: 2_002 } });
    expect(await total()).toBe('');
  });

  test('a repeated header is passed over and never listed among the rejected rows', async () => {
    const { put, ingest } = workshop();
    const result = await ingest([put('bill.csv', many([]) + bill([{ BilledCost: 'x' }]))]);
    expect(result.rejections).toMatchObject([{ line: 2_003, column: 'BilledCost' }]);
    expect(result.warnings).toMatchObject([{ code: 'header_repeated', rows: 1 }]);
  });

  test('where lines end in CR alone, a rejected row is named by such a line', async () => {
    const { put, ingest } = workshop();
    const text = bill([{}, { BilledCost: 'x' }]).replaceAll('\n', '\r');
    expect((await ingest([put('bill.csv', text)])).rejections).toMatchObject([{ line: 3, column: 'BilledCost' }]);
  });

  test('a rejected commitment is named by its physical line, after blank, broken and quoted lines too', async () => {
    const { put, ingest } = workshop();
    const lines = [
      'ContractCommitmentId,ContractCommitmentPeriodStart,ContractCommitmentPeriodEnd,ContractCommitmentCost,BillingCurrency',
      '"c\n1",2026-01-01,2027-01-01,5,USD',
      '',
      'only,two',
      'c2,2026-01-01,soon,5,USD',
    ];
    const result = await ingest([put('commitments.csv', `${lines.join('\n')}\n`)], { maxRejected: 1 });
    expect(result.rejections.map(({ line, code }) => [line, code])).toEqual([
      [5, 'row_malformed'],
      [6, 'row_date_invalid'],
    ]);
  });

  test('a commitment with an unreadable quantity is rejected, not stored without one', async () => {
    const { put, ingest } = workshop();
    const header = 'ContractCommitmentId,ContractCommitmentPeriodStart,ContractCommitmentPeriodEnd,ContractCommitmentQuantity';
    const result = await ingest([put('commitments.csv', `${header}\nc1,2026-01-01,2027-01-01,many\n`)]);
    expect(result).toMatchObject({ status: 'rejected', rejections: [{ line: 2, column: 'ContractCommitmentQuantity' }] });
  });

  test('a byte that is not UTF-8 rejects its row and names the line', async () => {
    const { put, ingest } = workshop();
    const result = await ingest([put('bill.csv', Buffer.from(many([{ ServiceName: 'caf\u00e9' }]), 'latin1'))]);
    expect(result.rejections).toMatchObject([{ line: 2_002, code: 'file_not_utf8' }]);
  });

  test('line ends of two kinds are refused with the line where they change', async () => {
    const { put, ingest } = workshop();
    const text = bill([{ Tags: '{}' }, { Tags: '{}' }]).replace('\n', '\r\n');
    await expect(ingest([put('bill.csv', text)])).rejects.toMatchObject({ code: 'row_malformed', context: { line: 2 } });
  });

  test('a gzip cut anywhere is refused, its trailer included', async () => {
    const whole = gzipSync(many([]));
    for (const bytes of [whole.length - 1, whole.length - 8, Math.floor(whole.length / 2), 30]) {
      const { put, ingest, total } = workshop();
      await expect(ingest([put('bill.csv.gz', whole.subarray(0, bytes))])).rejects.toMatchObject({ code: 'file_truncated' });
      expect(await total()).toBe('');
    }
  });

  test.each([
    ['an empty file', '', 'file_empty'],
    ['a web page', '<!DOCTYPE html><html><body>Sign in</body></html>', 'file_not_a_bill'],
    ['a ZIP archive', Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 0, 0]), 'file_not_a_bill'],
    ['a JSON document', '{"error":"expired"}', 'file_not_a_bill'],
    ['a UTF-16 file', Buffer.from('\uFEFFBilledCost,ChargeCategory\n', 'utf16le'), 'file_not_utf8'],
    ['a table of something else', 'name,age\nx,1\n', 'file_format_unknown'],
    ['a truncated Parquet file', Buffer.from('PAR1xxxxxxxxxxxxxxxx'), 'file_truncated'],
  ])('%s named .csv is refused', async (_what, content, code) => {
    const { put, ingest } = workshop();
    await expect(ingest([put('bill.csv', content)])).rejects.toMatchObject({ code });
  });

  test('a missing cost column is named', async () => {
    const { put, ingest } = workshop();
    const header = HEADER.filter((name) => name !== 'BilledCost');
    await expect(ingest([put('bill.csv', bill([{}], header))])).rejects.toMatchObject({
      code: 'header_missing_column',
      context: { column: 'BilledCost' },
    });
  });

  test('a column named twice is refused, since one of the two would be lost', async () => {
    const { put, ingest } = workshop();
    await expect(ingest([put('bill.csv', bill([{}], [...HEADER, 'billedcost']))])).rejects.toMatchObject({ code: 'header_duplicate' });
  });

  test('a header without rows publishes nothing and says so', async () => {
    const { put, ingest } = workshop();
    expect(await ingest([put('bill.csv', bill([]))])).toMatchObject({ periods: [], warnings: [{ code: 'file_without_rows' }] });
  });

  test('a header that stands again in the middle, with its byte order mark, is passed over', async () => {
    const { put, ingest, total } = workshop();
    const half = bill([{ BilledCost: '2' }]);
    const result = await ingest([put('bill.csv', `\uFEFF${half}\uFEFF${half}`)]);
    expect(result.warnings).toMatchObject([{ code: 'header_repeated', rows: 1 }]);
    expect(await total()).toBe('4 USD');
  });

  test('an empty currency rejects its row; a file without the column counts without a currency', async () => {
    const first = workshop();
    expect((await first.ingest([first.put('bill.csv', many([{ BillingCurrency: '' }]))])).rejections).toMatchObject([
      { code: 'row_currency_invalid', line: 2_002 },
    ]);
    const second = workshop();
    const result = await second.ingest([
      second.put(
        'bill.csv',
        bill(
          [{}],
          HEADER.filter((name) => name !== 'BillingCurrency'),
        ),
      ),
    ]);
    expect(result.warnings).toMatchObject([{ code: 'mandatory_columns_missing', detail: expect.stringContaining('BillingCurrency') }]);
    expect(await second.total()).toBe('1.5 XXX');
  });

  test('costs as a spreadsheet shows them are read as what they show, with a warning', async () => {
    const { put, ingest, total } = workshop();
    const result = await ingest([put('bill.csv', bill([{ BilledCost: '$10,000.00 ' }, { BilledCost: '(1,000.50)' }]))]);
    expect(result.warnings).toMatchObject([{ code: 'cost_with_symbols', rows: 2 }]);
    expect(await total()).toBe('8999.5 USD');
  });

  test('tags without braces, and tags as a list of pairs, are the same tags', async () => {
    const { put, ingest, store } = workshop();
    await ingest([put('bill.csv', bill([{ Tags: '"env":"prod"' }, { Tags: '[{"key":"env","value":"prod"}]' }]))]);
    expect(store.sqlite.prepare('SELECT t.text FROM series s JOIN term t ON t.id = s.tags').pluck().all()).toEqual(['{"env":"prod"}']);
  });

  test('a huge field is kept or refused, and never ends the process', async () => {
    const { put, ingest, total } = workshop();
    const result = await ingest([put('bill.csv', bill([{ Tags: `{"a":"${'x'.repeat(3_000_000)}"}` }]))]);
    expect(result.status).toBe('published');
    expect(await total()).toBe('1.5 USD');
  });

  test('an amount beyond what a day can hold is refused loudly', async () => {
    const { put, ingest, total } = workshop();
    await expect(ingest([put('bill.csv', bill([{ BilledCost: '99999999999' }]))])).rejects.toMatchObject({ code: 'amount_too_large' });
    expect(await total()).toBe('');
  });

  test('foreign files in a folder are passed over and counted, bills are loaded', async () => {
    const { put, ingest, folder } = workshop();
    mkdirSync(join(folder, 'bills'));
    put('bills/readme.md', '# not a bill');
    put('bills/may.csv', bill([{}]));
    expect((await ingest([join(folder, 'bills')])).warnings).toMatchObject([{ code: 'files_passed_over', rows: 1 }]);
    await expect(ingest([join(folder, 'nowhere')])).rejects.toMatchObject({ code: 'file_not_found' });
  });

  test('a linked bill in a folder is loaded, a link that leads nowhere is counted', async () => {
    const { put, ingest, folder, total } = workshop();
    mkdirSync(join(folder, 'bills'));
    symlinkSync(put('may.csv', bill([{}])), join(folder, 'bills/linked.csv'));
    symlinkSync(join(folder, 'nowhere.csv'), join(folder, 'bills/broken.csv'));
    expect((await ingest([join(folder, 'bills')])).warnings).toMatchObject([{ code: 'files_passed_over', rows: 1 }]);
    expect(await total()).toBe('1.5 USD');
  });

  test('a header may hold delimiters and line ends between quotes, and an open quote in it is refused', async () => {
    const { put, ingest, total } = workshop();
    const text = bill([{}]);
    await ingest([put('bill.csv', text.replace('PricingUnit', `"Pricing\nUnit${';'.repeat(40)}"`))]);
    expect(await total()).toBe('1.5 USD');
    await expect(ingest([put('bad.csv', text.replace('PricingUnit', '"PricingUnit'))])).rejects.toMatchObject({
      code: 'row_malformed',
      context: { line: 1 },
    });
  });

  test('a failed run leaves its trace in the ledger and nothing else', async () => {
    const { put, ingest, store } = workshop();
    await expect(ingest([put('bill.csv', bill([{ BilledCost: '99999999999' }]))])).rejects.toThrow();
    expect(store.sqlite.prepare('SELECT status, problem FROM run').all()).toEqual([{ status: 'failed', problem: 'amount_too_large' }]);
    expect(store.sqlite.prepare("SELECT count(*) FROM run_period WHERE state = 'published'").pluck().get()).toBe(0);
  });
});
