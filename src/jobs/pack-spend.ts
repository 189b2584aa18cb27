import type { PackSpend } from '../finding/negotiation-pack.ts';
import { approximate, moneyJson, money, type Money } from '../money.ts';
import { costs } from '../store/costs.ts';
import type { Db } from '../store/db.ts';
import { addMonths, billingPeriodOf, firstDayOf, isBillingPeriod, type DayRange } from '../time.ts';
import type { VendorSources } from './case-sources.ts';
import { costFigureId } from './cost-figure-id.ts';

const MONTHS_SHOWN = 13;
const FAMILIES_SHOWN = 10;

/** Spend with the vendor as billed: month by month, and by service category over the window of the estimate; in its largest currency. */
export async function packSpendOf(db: Db, { filter, case: { migration } }: VendorSources): Promise<PackSpend> {
  const { where } = filter;
  const byMonth = await costs(db, { range: monthsBefore(migration.window.to), groupBy: ['month'], metric: 'billedCost', where });
  const byFamily = await costs(db, { range: filter.range, groupBy: ['serviceCategory'], metric: 'billedCost', where });
  const currency = largest(byFamily.totals)?.currency ?? '';
  const total = byFamily.totals.find((one) => one.currency === currency);
  const families = byFamily.groups.filter((group) => group.amount.currency === currency && group.amount.attos > 0n);
  return {
    months: byMonth.groups
      .filter((group) => group.amount.currency === currency && isBillingPeriod(group.key['month'] ?? ''))
      .toSorted((a, b) => ((a.key['month'] ?? '') < (b.key['month'] ?? '') ? -1 : 1))
      .map((group) => ({
        month: group.key['month'] ?? '',
        amount: moneyJson(group.amount),
        figureId: costFigureId({ question: byMonth.question, key: group.key, currency, converted: false }),
      })),
    families: families
      .toSorted((a, b) => (a.amount.attos > b.amount.attos ? -1 : 1))
      .slice(0, FAMILIES_SHOWN)
      .map((group) => ({
        name: group.key['serviceCategory'] ?? '',
        monthly: moneyJson(aMonth(group.amount, migration.window.months)),
        share: total === undefined || total.attos <= 0n ? 0 : approximate(group.amount) / approximate(total),
        figureId: costFigureId({ question: byFamily.question, key: group.key, currency, converted: false }),
      })),
  };
}

function monthsBefore(to: string): DayRange | null {
  if (to === '') return null;
  return { from: firstDayOf(addMonths(billingPeriodOf(to), -MONTHS_SHOWN)), to };
}

const largest = (totals: readonly Money[]): Money | undefined => totals.toSorted((a, b) => (a.attos > b.attos ? -1 : 1))[0];

/** Whole months divide exactly to the atto; parts of a month are rounded to a thousandth of one. */
const aMonth = ({ attos, currency }: Money, months: number): Money =>
  money((attos * 1000n) / BigInt(Math.max(1, Math.round(months * 1000))), currency);
