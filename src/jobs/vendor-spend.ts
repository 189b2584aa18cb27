import type { CatalogProvider } from '../catalog/service-row.ts';
import { catalogProviderOf } from '../catalog/provider-names.ts';
import { resolveService } from '../catalog/resolve-service.ts';
import type { MigrationFinding } from '../finding/migration-finding.ts';
import type { CostAnswer, CostQuestion } from '../focus/cost-question.ts';
import { add, approximate, zero, type Money } from '../money.ts';
import { costs } from '../store/costs.ts';
import type { Db } from '../store/db.ts';
import { addMonths, billingPeriodOf, firstDayOf, isBillingPeriod } from '../time.ts';

const TREND_MONTHS = 24;

/** The names under which a provider's charges stand on the published bills. */
export async function namesOnBills(db: Db, provider: CatalogProvider): Promise<string[]> {
  const answer = await costs(db, { range: null, groupBy: ['serviceProviderName'], metric: 'billedCost', where: {} });
  const names = answer.groups.map((group) => group.key['serviceProviderName'] ?? '');
  return [...new Set(names)].filter((name) => catalogProviderOf(name) === provider).toSorted();
}

/** Every provider of the catalogue on the published bills, under the name its bills use most plainly: the shortest. */
export async function vendorsOnBills(db: Db): Promise<{ readonly provider: CatalogProvider; readonly name: string }[]> {
  const answer = await costs(db, { range: null, groupBy: ['serviceProviderName'], metric: 'billedCost', where: {} });
  const found = new Map<CatalogProvider, string>();
  for (const name of answer.groups.map((group) => group.key['serviceProviderName'] ?? '').toSorted()) {
    const provider = catalogProviderOf(name);
    const known = provider === null ? undefined : found.get(provider);
    if (provider !== null && (known === undefined || name.length < known.length)) found.set(provider, name);
  }
  return [...found].map(([provider, name]) => ({ provider, name }));
}

/**
 * Effective spend of up to twenty-four complete months that end with the window of the estimate, the oldest first, in the
 * currency in which most is billed. Months before the first charge are left out.
 */
export async function monthlySpendOf(db: Db, billedAs: readonly string[], { window }: MigrationFinding): Promise<number[]> {
  if (window.to === '' || window.to !== firstDayOf(billingPeriodOf(window.to))) return [];
  const range = { from: firstDayOf(addMonths(billingPeriodOf(window.to), -TREND_MONTHS)), to: window.to };
  const answer = await costs(db, { range, groupBy: ['month'], metric: 'effectiveCost', where: { serviceProviderName: billedAs } });
  const currency = largestCurrency(answer);
  const months = answer.groups.filter((group) => group.amount.currency === currency && isBillingPeriod(group.key['month'] ?? ''));
  return months.toSorted((a, b) => ((a.key['month'] ?? '') < (b.key['month'] ?? '') ? -1 : 1)).map((group) => approximate(group.amount));
}

/** The support plan a month in the window of the estimate, in its currency; 0 where the bill shows none in it. */
export async function monthlySupportOf(db: Db, billedAs: readonly string[], migration: MigrationFinding): Promise<number> {
  const { from, to, months } = migration.window;
  const question: CostQuestion = {
    range: from === '' ? null : { from, to },
    groupBy: ['serviceProviderName', 'serviceName'],
    metric: 'effectiveCost',
    where: { serviceProviderName: billedAs },
  };
  const answer = await costs(db, question);
  const support = answer.groups.filter(
    ({ key, amount }) => amount.currency === migration.currency && isSupport(key['serviceProviderName'] ?? '', key['serviceName'] ?? ''),
  );
  const sum = support.reduce<Money>((total, group) => add(total, group.amount), zero(migration.currency));
  return Math.max(0, approximate(sum)) / months;
}

const isSupport = (serviceProviderName: string, serviceName: string): boolean =>
  resolveService({ serviceProviderName, serviceName, resourceType: '', usageType: '', operation: '', skuMeter: '', chargeDescription: '' })
    .row?.kind === 'support';

function largestCurrency({ totals }: CostAnswer): string {
  const [largest] = totals.toSorted((a, b) => (approximate(a) > approximate(b) ? -1 : 1));
  return largest?.currency ?? '';
}
