import type { Evidence } from '../finding/figure.ts';
import type { ChargeFilter } from '../focus/filter.ts';
import { exactText, type Money } from '../money.ts';
import type { SpendFinding } from '../finding/spend-finding.ts';

/** The evidence of the spend figures: formula, the same with its numbers, and the filter that selects the rows. */
export interface SpendEvidence {
  sum(money: Money, where: ChargeFilter['where']): Evidence;
  change(from: Money, to: Money): Evidence;
  difference(from: Money, to: Money): Evidence;
  share(part: Money, whole: Money, where: ChargeFilter['where']): Evidence;
  rows(where: ChargeFilter['where']): Evidence;
}

const amount = (money: Money): string => `${exactText(money.attos)} ${money.currency}`;

export function spendEvidence({ metric, range }: SpendFinding): SpendEvidence {
  const evidence = (formula: string, substituted: string, filter: ChargeFilter | null): Evidence => ({
    formula,
    substituted,
    filter,
    catalogRows: [],
    assumptions: [],
  });
  return {
    sum: (money, where) =>
      evidence(`sum of ${metric}`, `sum of ${metric} = ${amount(money)}`, { range, where, billingCurrency: money.currency }),
    change: (from, to) => evidence('later / earlier − 1', `${amount(to)} / ${amount(from)} − 1`, null),
    difference: (from, to) => evidence('later − earlier', `${amount(to)} − ${amount(from)}`, null),
    share: (part, whole, where) =>
      evidence('part / total', `${amount(part)} / ${amount(whole)}`, { range, where, billingCurrency: whole.currency }),
    rows: (where) => evidence('number of bill rows', 'counted while reading', { range, where }),
  };
}
