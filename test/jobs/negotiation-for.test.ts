import { hash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { migrationFor, DEFAULT_MIGRATION_QUESTION } from '../../src/jobs/migration-for.ts';
import { negotiationFor } from '../../src/jobs/negotiation-for.ts';
import { negotiationPackFor } from '../../src/jobs/negotiation-pack.ts';
import { vendorViewOf } from '../../src/jobs/vendor-view.ts';
import type { FindingDeps } from '../../src/jobs/kept-finding.ts';
import { machineBill } from '../store/machine-bill.ts';
import { storeWith } from '../store/sample-charges.ts';

const deps = (): FindingDeps => ({
  store: storeWith(machineBill()),
  clock: () => '2026-11-25T00:00:00.000Z',
  sha256: (text) => hash('sha256', text, 'hex'),
});

const question = { vendor: 'AWS', asOf: null, overrides: {} };

describe('the negotiation derived from a bill', () => {
  let shared: FindingDeps;
  beforeAll(() => {
    shared = deps();
  });

  it('has groups that add up to the bill at list-equivalent price less what can be saved in place', async () => {
    const { case: input } = await negotiationFor(shared, question);
    const sum = input.groups.reduce((total, group) => total + group.monthly, 0);
    expect(sum / (input.monthlyBillList * (1 - input.inPlaceOptimisation))).toBeCloseTo(1, 6);
    expect(input.monthlyBillList).toBeCloseTo((40 * 2500) / 0.9, 0);
    expect(input.currentDiscount).toBeCloseTo(0.1, 5);
  });

  it('says of every number of the case where it comes from', async () => {
    const { derived } = await negotiationFor(shared, question);
    const inputs = derived.origins.map(({ input }) => input);
    ['monthlyBillList', 'growth', 'eligibleShare', 'bench.high', 'ratePerPersonMonth'].forEach((name) => expect(inputs).toContain(name));
    expect(derived.origins.every(({ source, grade }) => source !== '' && grade !== undefined)).toBe(true);
  });

  it('is the same by any name of the vendor but for the name, and kept with its figures', async () => {
    const one = await negotiationFor(shared, question);
    const other = await negotiationFor(shared, { ...question, vendor: 'Amazon Web Services, Inc.' });
    expect(other.walkAway).toEqual(one.walkAway);
    expect(await negotiationFor(shared, question)).toEqual(one);
  });

  it('takes what a user sets, group by group, and refuses what does not tie', async () => {
    const { case: input } = await negotiationFor(shared, question);
    const [group] = input.groups;
    const changed = await negotiationFor(shared, {
      ...question,
      overrides: { evidence: 'proof_of_concept', groups: [{ name: group?.name, targetCostRatio: 0.3 }] },
    });
    expect(changed.case.groups).toHaveLength(input.groups.length);
    expect(changed.case.groups[0]).toEqual({ ...group, targetCostRatio: 0.3 });
    expect(changed.derived.origins.find(({ input }) => input === 'evidence')?.source).toBe('given by the user');
    await expect(negotiationFor(shared, { ...question, overrides: { monthlyBillList: 1 } })).rejects.toMatchObject({
      code: 'case_invalid',
    });
    await expect(negotiationFor(shared, { ...question, overrides: { nonsense: 1 } })).rejects.toMatchObject({ code: 'case_invalid' });
  });

  it('is not given under the name of another vendor or in another currency than the bill', async () => {
    for (const [field, value] of [
      ['vendor', 'Azure'],
      ['currency', 'EUR'],
    ] as const)
      await expect(negotiationFor(shared, { ...question, overrides: { [field]: value } })).rejects.toMatchObject({
        code: 'case_invalid',
        message: expect.stringContaining(`${field}: is `) as string,
      });
    await expect(negotiationFor(shared, { ...question, overrides: { vendor: 'AWS', currency: 'USD' } })).resolves.toBeDefined();
  });

  it('is refused for a vendor that no bill names', async () => {
    await expect(negotiationFor(shared, { ...question, vendor: 'Oracle' })).rejects.toMatchObject({ code: 'vendor_not_billed' });
    await expect(negotiationFor(shared, { ...question, vendor: 'Nobody' })).rejects.toMatchObject({ code: 'vendor_not_billed' });
  });

  it('is refused with the reason where no rate converts the bill, and where credits leave nothing of it', async () => {
    const bill = (billingCurrency: string, cost: string): FindingDeps => ({
      ...shared,
      store: storeWith([
        {
          day: '2026-10-31',
          costs: { billedCost: cost, effectiveCost: cost, listCost: cost, contractedCost: cost },
          dimensions: { billingCurrency, serviceProviderName: 'AWS', serviceName: 'AWS Lambda', chargeCategory: 'Usage' },
        },
      ]),
    });
    await expect(negotiationFor(bill('CAD', '10'), question)).rejects.toMatchObject({
      code: 'currency_rate_missing',
      message: expect.stringContaining('CAD') as string,
    });
    await expect(negotiationFor(bill('USD', '-10'), question)).rejects.toMatchObject({ code: 'vendor_not_billed' });
  });

  it('never counts the vendor as a destination of its own', async () => {
    const { derived } = await negotiationFor(shared, question);
    const migration = await migrationFor(shared, { ...DEFAULT_MIGRATION_QUESTION, providers: ['aws'] });
    const chosen = migration.destinations.find(({ targetId }) => targetId === derived.destination?.targetId);
    expect(chosen?.provider).not.toBe('aws');
  });
});

describe('a pack', () => {
  it('has one hash for one content, whenever it is made', async () => {
    const [one, other] = [deps(), { ...deps(), clock: () => '2027-01-01T00:00:00.000Z' }];
    const asked = { ...question, customer: 'Sample company' };
    expect((await negotiationPackFor(one, asked)).snapshotHash).toBe((await negotiationPackFor(other, asked)).snapshotHash);
  });

  it('gives the vendor no walk-away, target, expectation or ladder by any field', async () => {
    const own = deps();
    const pack = await negotiationPackFor(own, { ...question, customer: null });
    const shown = JSON.stringify(await vendorViewOf(own, pack));
    const { walkAway, target, expected, dStar, rho } = pack.finding;
    for (const secret of [walkAway.discount, target.discount, expected?.discount, dStar, rho])
      if (secret !== undefined && secret !== 0) expect(shown).not.toContain(String(secret));
  });
});
