import { describe, expect, it } from 'vitest';
import type { Figure } from '../../src/finding/figure.ts';
import { saveFinding } from '../../src/store/findings.ts';
import { storeWith } from '../store/sample-charges.ts';
import { NOW, testApp, type TestApp } from './app-fixture.ts';

const SNAPSHOT = 'ab'.repeat(32);

/** A database with a charge on each of some resources, and a figure that rests on all of them. */
async function figureOver(resources: number): Promise<{ readonly test: TestApp; readonly secret: string; readonly figureId: string }> {
  const names = Array.from({ length: resources }, (_, index) => `machine ${index} & more`);
  const dimensions = { billingCurrency: 'USD', serviceName: 'Machines' };
  const charges = [...names, 'another'].map((resourceId) => ({
    day: '2026-01-05',
    costs: { billedCost: '1' },
    dimensions: { ...dimensions, resourceId },
  }));
  const test = testApp({}, storeWith(charges));
  const figureId = `migration.${SNAPSHOT.slice(0, 12)}.oke.bar.packing`;
  const figure: Figure = {
    figureId,
    label: 'packing',
    value: { kind: 'money', money: { amount: '1.000000000', currency: 'USD' } },
    evidence: {
      formula: 'today - packed',
      substituted: '2 - 1 = 1',
      filter: { range: { from: '2026-01-01', to: '2026-02-01' }, where: { resourceId: names } },
      catalogRows: [],
      assumptions: [],
    },
  };
  const kept = { kind: 'migration', snapshotHash: SNAPSHOT, createdAt: NOW, modelVersion: '0', catalogVersion: '0' };
  await saveFinding(test.store, { ...kept, body: JSON.stringify({ figures: [figure] }) });
  return { test, secret: await test.key('read'), figureId };
}

describe('the link from a figure to its charges', () => {
  it('returns all of them and no other, on however many resources the figure rests', async () => {
    for (const resources of [3, 49, 50, 400]) {
      const { test, secret, figureId } = await figureOver(resources);
      const evidence = (await (await test.get(`/v1/figures/${figureId}`, secret)).json()) as { chargesLink: string };
      expect(evidence.chargesLink.length).toBeLessThan(4000);
      const response = await test.get(`${evidence.chargesLink}&limit=1000`, secret);
      const { items } = (await response.json()) as { items: { resourceId: string }[] };
      expect([response.status, items.length]).toEqual([200, resources]);
      expect(items.map(({ resourceId }) => resourceId)).not.toContain('another');
    }
  });

  it('takes no filter beside the figure, and names what is not there', async () => {
    const { test, secret, figureId } = await figureOver(3);
    const both = await test.get(`/v1/charges?figureId=${figureId}&from=2026-01-01`, secret);
    expect([both.status, ((await both.json()) as { code: string }).code]).toEqual([422, 'query_invalid']);
    const none = await test.get('/v1/charges?figureId=migration.000000000000.x', secret);
    expect([none.status, ((await none.json()) as { code: string }).code]).toEqual([404, 'figure_not_found']);
  });
});
