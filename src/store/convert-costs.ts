import type { CostAnswer, CostGroup } from '../focus/cost-question.ts';
import { scale } from '../money.ts';
import { Problem } from '../problem.ts';
import { byAmount, totalsOf } from './cost-groups.ts';
import type { Db } from './db.ts';
import { rateBefore, type AppliedRate } from './rates.ts';

/** A cost answer in one currency, with the rates that made it so. */
export interface ConvertedCosts extends CostAnswer {
  readonly currency: string;
  readonly rates: readonly AppliedRate[];
}

/**
 * Converts an answer into one currency. Each billing currency takes the latest rate dated before the end of the asked
 * range (without a range: the latest known); groups with the same key are then added.
 * Throws Problem currency_rate_missing, and query_invalid for quantities, which have no currency.
 */
export async function convertCosts(db: Db, answer: CostAnswer, currency: string): Promise<ConvertedCosts> {
  const { question } = answer;
  if (question.metric === 'consumedQuantity') throw new Problem('query_invalid', { detail: 'currency: a quantity cannot be converted.' });
  const rates = await ratesInto(db, answer, currency);
  const factors = new Map(rates.map((rate) => [rate.from, rate.factor]));
  const groups = new Map<string, CostGroup>();
  for (const group of answer.groups) {
    const id = JSON.stringify(question.groupBy.map((dimension) => group.key[dimension]));
    const before = groups.get(id);
    const { attos } = scale(group.amount, factors.get(group.amount.currency) ?? '1');
    groups.set(id, {
      key: group.key,
      amount: { attos: (before?.amount.attos ?? 0n) + attos, currency },
      rowCount: (before?.rowCount ?? 0) + group.rowCount,
      knownRowCount: (before?.knownRowCount ?? 0) + group.knownRowCount,
    });
  }
  const sorted = [...groups.values()].sort(byAmount(question.groupBy));
  return { ...answer, groups: sorted, totals: totalsOf(sorted), currency, rates };
}

async function ratesInto(db: Db, answer: CostAnswer, currency: string): Promise<AppliedRate[]> {
  const found: AppliedRate[] = [];
  const end = answer.question.range?.to ?? null;
  for (const from of answer.totals.map((total) => total.currency)) {
    if (from === currency) continue;
    const applied = await rateBefore(db, { from, to: currency }, end);
    if (applied === null) {
      throw new Problem('currency_rate_missing', {
        detail: `There is no rate from ${from} to ${currency}${end === null ? '' : ` dated before ${end}`}.`,
      });
    }
    found.push(applied);
  }
  return found;
}
