import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { lockInFor } from '../../src/jobs/lock-in-for.ts';
import type { NodeStore } from '../../src/node/db.ts';
import { attosOf } from '../../src/money.ts';
import { storedFigure } from '../../src/store/findings.ts';
import { storeWith, type RunState, type SampleCharge } from '../store/sample-charges.ts';

const opened: NodeStore[] = [];

afterEach(() => opened.splice(0).forEach((store) => store.close()));

function depsWith(charges: readonly SampleCharge[], states: Readonly<Record<string, RunState>> = {}) {
  const store = storeWith(charges, states);
  opened.push(store);
  const clock = (): string => '2026-11-24T12:00:00Z';
  const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
  return { store, clock, sha256 };
}

const charge = (serviceName: string, amount: string, more: Partial<SampleCharge> = {}): SampleCharge => ({
  day: '2024-09-15',
  costs: { billedCost: amount, effectiveCost: amount },
  ...more,
  dimensions: { serviceProviderName: 'AWS', subAccountId: 'account-1', serviceName, chargeCategory: 'Usage', ...more.dimensions },
});

const classSum = (finding: Awaited<ReturnType<typeof lockInFor>>): bigint =>
  [...finding.portfolio.classes, ...finding.portfolio.notScored].reduce((sum, part) => sum + (attosOf(part.amount) ?? 0n), 0n);

describe('the lock-in finding of a database', () => {
  it('rests on published charges alone, and its classes add up to the bill', async () => {
    const deps = depsWith(
      [
        charge('AWS Lambda', '12.345678901'),
        charge('AmazonDynamoDB', '0.000000004'),
        charge('AWS Lambda', '99', { run: 'run-2' }),
        charge('AmazonEC2', '-3.5', { dimensions: { chargeCategory: 'Credit' } }),
        charge('AmazonEC2', '7', { dimensions: { usageType: 'EBS:VolumeUsage.gp3' } }),
      ],
      { 'run-2': 'superseded' },
    );
    const finding = await lockInFor(deps, { asOf: null });
    expect(classSum(finding)).toBe(15_845_678_905n * 10n ** 9n);
    expect(finding.services.map((service) => service.serviceName)).toEqual(['AWS Lambda', 'Amazon Elastic Block Store', 'Amazon DynamoDB']);
    expect(finding).toMatchObject({ asOf: '2024-09-15', window: { from: '2024-09-01', to: '2024-10-01', months: 1 }, currency: 'USD' });
  });

  it('adds amounts whose nanos exceed 63 bits without losing a digit', async () => {
    const large = Array.from({ length: 4 }, (_, index) => charge('AWS Lambda', '9000000000.123456789', { day: `2024-0${index + 5}-01` }));
    const finding = await lockInFor(depsWith(large), { asOf: null });
    expect(finding.portfolio.scoredSpend).toEqual([{ amount: '36000000000.493827156', currency: 'USD' }]);
  });

  it('is stored, answered again without change, and made anew when a bill arrives', async () => {
    const deps = depsWith([charge('AWS Lambda', '10')]);
    const first = await lockInFor(deps, { asOf: null });
    const count = (): unknown => deps.store.sqlite.prepare('SELECT count(*) FROM finding').pluck().get();
    expect(await lockInFor(deps, { asOf: null })).toEqual(JSON.parse(JSON.stringify(first)));
    expect(count()).toBe(1);
    deps.store.sqlite.exec('UPDATE summary_usage_month SET effective_cost = effective_cost * 2');
    expect((await lockInFor(deps, { asOf: null })).snapshotHash).not.toBe(first.snapshotHash);
    expect(count()).toBe(2);
  });

  it('gives every figure back by its id, with its evidence', async () => {
    const deps = depsWith([charge('AWS Lambda', '10')]);
    const { portfolio, snapshotHash } = await lockInFor(deps, { asOf: null });
    const found = await storedFigure(deps.store.db, portfolio.figureId);
    expect(found?.figure).toMatchObject({
      value: { kind: 'percent', value: 68.8 },
      evidence: { catalogRows: ['services/aws/AWS Lambda'] },
    });
    expect(found?.finding.snapshotHash).toBe(snapshotHash);
    expect(await storedFigure(deps.store.db, `${portfolio.figureId}-none`)).toBeNull();
    expect(await storedFigure(deps.store.db, 'cost.abc')).toBeNull();
  });

  it('reads the twelve months that end with the last one not after the day, of bills of any year', async () => {
    const months = ['2018-01', '2018-08', '2019-01', '2019-02', '2019-03'];
    const deps = depsWith(months.map((month, index) => charge('AWS Lambda', String(index + 1), { day: `${month}-10` })));
    const latest = await lockInFor(deps, { asOf: null });
    expect(latest).toMatchObject({ asOf: '2019-03-10', window: { from: '2018-08-01', to: '2019-04-01', months: 4 } });
    expect(classSum(latest)).toBe(14n * 10n ** 18n);
    const earlier = await lockInFor(deps, { asOf: '2019-01-31' });
    expect(earlier).toMatchObject({ asOf: '2019-01-31', window: { from: '2018-08-01', to: '2019-02-01', months: 2 } });
    expect(classSum(earlier)).toBe(5n * 10n ** 18n);
  });

  it('answers on bills without any date, and names undated rows beside dated ones', async () => {
    const undated = charge('AWS Lambda', '4', { day: '', billingPeriod: '' });
    expect(classSum(await lockInFor(depsWith([undated]), { asOf: null }))).toBe(4n * 10n ** 18n);
    const mixed = await lockInFor(depsWith([undated, charge('AWS Lambda', '1')]), { asOf: null });
    expect(classSum(mixed)).toBe(10n ** 18n);
    expect(mixed.gaps.map((gap) => gap.code)).toContain('undated_charges');
  });

  it('is a Problem when nothing is published up to the day', async () => {
    await expect(lockInFor(depsWith([]), { asOf: null })).rejects.toMatchObject({ code: 'no_data' });
    await expect(lockInFor(depsWith([charge('AWS Lambda', '1')]), { asOf: '2024-08-31' })).rejects.toMatchObject({ code: 'no_data' });
  });

  it('uses the fallback of a column found unfit in that run alone', async () => {
    const deps = depsWith([
      charge('AWS Lambda', '0', { costs: { billedCost: '5', effectiveCost: '0' } }),
      charge('AWS Lambda', '0', {
        run: 'run-2',
        billingPeriod: '2024-08',
        day: '2024-08-02',
        costs: { billedCost: '7', effectiveCost: '3' },
      }),
    ]);
    deps.store.sqlite.exec("INSERT INTO unfit_column VALUES ('run-1', 'AWS', 'effectiveCost', 'billedCost', 'EffectiveCost is 0', 1)");
    const finding = await lockInFor(deps, { asOf: null });
    expect(classSum(finding)).toBe(8n * 10n ** 18n);
    expect(finding.gaps.find((gap) => gap.code === 'effective_cost_unfit')).toMatchObject({ amount: { amount: '5.000000000' } });
  });

  it('reads charge descriptions where the monthly sums leave an umbrella name whole', async () => {
    const deps = depsWith([
      charge('AmazonEC2', '10', { dimensions: { skuId: 'a' } }),
      charge('AmazonEC2', '3', { dimensions: { skuId: 'b' } }),
    ]);
    const { sqlite } = deps.store;
    sqlite.exec("INSERT INTO term (text) VALUES ('$0.045 per NAT Gateway Hour'), ('Linux/UNIX m7i.large Instance-hours')");
    const term = (text: string): unknown => sqlite.prepare('SELECT id FROM term WHERE text = ?').pluck().get(text);
    const describeSku = sqlite.prepare('UPDATE series SET charge_description = ? WHERE sku_id = ?');
    describeSku.run(term('$0.045 per NAT Gateway Hour'), term('a'));
    describeSku.run(term('Linux/UNIX m7i.large Instance-hours'), term('b'));
    const finding = await lockInFor(deps, { asOf: null });
    expect(finding.services.map((service) => [service.serviceName, service.spend.amount])).toEqual([
      ['Amazon Virtual Private Cloud', '10.000000000'],
      ['Amazon Elastic Compute Cloud - Compute', '3.000000000'],
    ]);
    expect(classSum(finding)).toBe(13n * 10n ** 18n);
  });

  it('counts resources of the busiest month and applications that tags name', async () => {
    const resource = (serviceName: string, resourceId: string, { month, tags }: { month: string; tags: string }): SampleCharge =>
      charge(serviceName, '1', { day: `2024-${month}-02`, dimensions: { resourceId, tags } });
    const deps = depsWith([
      ...['a', 'b', 'c'].map((id) => resource('AmazonRDS', id, { month: '08', tags: '' })),
      ...['d', 'e'].map((id) => resource('AmazonRDS', id, { month: '09', tags: '' })),
      ...['f', 'g', 'h'].map((id) =>
        resource('AmazonS3', id, { month: '09', tags: `{"Application":"${id === 'h' ? 'shop' : 'billing'}"}` }),
      ),
    ]);
    const { services } = await lockInFor(deps, { asOf: null });
    expect(Object.fromEntries(services.map((service) => [service.serviceName, service.workloads]))).toEqual({
      'Amazon Relational Database Service': 3,
      'Amazon Simple Storage Service': 2,
    });
  });

  it('takes the commitments of published contracts with their end', async () => {
    const deps = depsWith([charge('AmazonEC2', '100', { dimensions: { usageType: 'BoxUsage', commitmentDiscountStatus: 'Used' } })]);
    deps.store.sqlite
      .exec(`INSERT INTO commitment (run_id, source, contract_commitment_id, contract_id, service_provider_name, invoice_issuer_name,
      category, type, description, lifecycle_status, payment_model, period_start, period_end, contract_start, contract_end, cost, quantity, unit,
      discount_percentage, billing_currency, state)
      VALUES ('run-1', 'sample', 'sp-1', 'c-1', 'AWS', 'AWS', 'Spend', 'Savings Plan', '', 'Active', '', '2024-01-01', '2027-09-15', '', '', '1000', NULL, '', NULL, 'USD', 'published')`);
    const { portfolio, gaps } = await lockInFor(deps, { asOf: null });
    expect(portfolio.situation.commitment).toBeCloseTo(1, 2);
    expect(portfolio.exitIndex).toBeCloseTo(35, 0);
    expect(gaps.map((gap) => gap.code)).not.toContain('commitment_end_unknown');
  });
});
