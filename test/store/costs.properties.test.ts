import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CostAnswer, CostQuestion } from '../../src/focus/cost-question.ts';
import type { CostDimension } from '../../src/focus/filter.ts';
import { attosOf, exactText } from '../../src/money.ts';
import { charges } from '../../src/store/charges.ts';
import { costs } from '../../src/store/costs.ts';
import { anyCharge, anyQuestion } from './charge-arbitraries.ts';
import { storeWith, type RunState, type SampleCharge } from './sample-charges.ts';

const someCharges = fc.array(anyCharge, { maxLength: 25 });
const STATES: Readonly<Record<string, RunState>> = { 'run-3': 'superseded' };

/** The same answer from the charges as they were written, without a database. */
function expected(all: readonly SampleCharge[], question: CostQuestion): string[] {
  const sums = new Map<string, bigint>();
  for (const charge of all.filter((one) => STATES[one.run ?? ''] === undefined && matches(one, question))) {
    const metric = question.metric === 'consumedQuantity' ? 'billedCost' : question.metric;
    const group = JSON.stringify([charge.dimensions?.billingCurrency, ...question.groupBy.map((dimension) => valueOf(charge, dimension))]);
    sums.set(group, (sums.get(group) ?? 0n) + (attosOf(charge.costs?.[metric] ?? '0') ?? 0n));
  }
  return [...sums].map(([group, attos]) => `${group} ${exactText(attos)}`).sort();
}

function matches(charge: SampleCharge, { range, where }: CostQuestion): boolean {
  if (range !== null && (charge.day === '' || charge.day < range.from || charge.day >= range.to)) return false;
  return Object.entries(where).every(([dimension, values]) => values?.includes(valueOf(charge, dimension as CostDimension)) === true);
}

function valueOf(charge: SampleCharge, dimension: CostDimension): string {
  if (dimension === 'billingPeriod') return charge.billingPeriod ?? '';
  if (dimension === 'day') return charge.day;
  if (dimension === 'month') return charge.day.slice(0, 7);
  if (dimension === 'tag:team') return /"team":"(\w+)"/.exec(charge.dimensions?.tags ?? '')?.[1] ?? '';
  return charge.dimensions?.[dimension as 'serviceName'] ?? '';
}

const said = ({ groups, question }: CostAnswer): string[] =>
  groups
    .map(
      ({ key, amount }) => `${JSON.stringify([amount.currency, ...question.groupBy.map((name) => key[name])])} ${exactText(amount.attos)}`,
    )
    .sort();

describe('costs, whatever the charges and the question', () => {
  it('equal the plain sums of the published charges, from whichever table they are read', async () => {
    await fc.assert(
      fc.asyncProperty(someCharges, fc.array(anyQuestion, { minLength: 4, maxLength: 8 }), async (all, questions) => {
        const store = storeWith(all, STATES);
        for (const question of questions) {
          expect(said(await costs(store.db, question))).toEqual(expected(all, question));
        }
        store.close();
      }),
      { numRuns: 60 },
    );
  });

  it('have groups that add up to the totals, one total a currency', async () => {
    await fc.assert(
      fc.asyncProperty(someCharges, anyQuestion, async (all, question) => {
        const store = storeWith(all);
        const answer = await costs(store.db, question);
        const whole = await costs(store.db, { ...question, groupBy: [] });
        expect(answer.totals).toEqual(whole.totals);
        for (const total of answer.totals) {
          const parts = answer.groups.filter(({ amount }) => amount.currency === total.currency);
          expect(parts.reduce((sum, { amount }) => sum + amount.attos, 0n)).toBe(total.attos);
        }
        expect(answer.groups.reduce((sum, group) => sum + group.rowCount, 0)).toBe(answer.coverage.rowCount);
        store.close();
      }),
      { numRuns: 60 },
    );
  });

  it('rest on charges that are listed once each over all pages, and that add up to the same', async () => {
    await fc.assert(
      fc.asyncProperty(someCharges, anyQuestion, fc.integer({ min: 1, max: 7 }), async (all, question, limit) => {
        const store = storeWith(all, STATES);
        const answer = await costs(store.db, { ...question, groupBy: [], metric: 'billedCost' });
        const seen: string[] = [];
        const sums = new Map<string, bigint>();
        let cursor: string | null | undefined;
        let rows = 0;
        while (cursor !== null) {
          const page = await charges(store.db, question, { limit, ...(cursor === undefined ? {} : { cursor }) });
          expect(page.items.length).toBeLessThanOrEqual(limit);
          for (const item of page.items) {
            seen.push(JSON.stringify(item));
            const currency = item.billingCurrency ?? '';
            sums.set(currency, (sums.get(currency) ?? 0n) + (attosOf(item.billedCost?.amount ?? '0') ?? 0n));
            rows += item.rowCount;
          }
          cursor = page.nextCursor;
        }
        expect(new Set(seen).size).toBe(seen.length);
        expect(rows).toBe(answer.coverage.rowCount);
        // Listed amounts are rounded to nine places each, so sums may differ by half a nano a charge.
        for (const total of answer.totals) {
          const difference = total.attos - (sums.get(total.currency) ?? 0n);
          expect(difference < 0n ? -difference : difference).toBeLessThanOrEqual(500_000_000n * BigInt(seen.length));
        }
        store.close();
      }),
      { numRuns: 60 },
    );
  });
});
