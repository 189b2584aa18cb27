import { addDays, addMonths, billingPeriodOf, dayOf, firstDayOf, type BillingPeriod, type Instant } from '../../time.ts';
import type { PeriodRange, Provider } from '../provider.ts';
import { costExplorer, type CostExplorer, type Days, type LinkedAccount } from './cost-explorer-client.ts';
import { focusHeader, focusLines } from './map.ts';
import { probed } from './probed.ts';
import { costExplorerSettings, type CostExplorerSettings } from './settings.ts';

/** Cost Explorer keeps days of the running month and of thirteen before it. */
const MONTHS_KEPT = 14;

const CENT = { amount: '0.010000000', currency: 'USD' };

/** Daily costs by service and usage type of each linked account, for those who have no export. */
export const awsCostExplorerProvider: Provider<CostExplorerSettings> = {
  id: 'aws-cost-explorer',
  name: 'AWS Cost Explorer',
  settings: costExplorerSettings,
  overHttp: true,
  async check(deps, settings) {
    const client = costExplorer(deps, settings, settings.maxRequests);
    const days = lastDay(deps.clock());
    const purpose = 'reading costs by day, service and usage type';
    const costs = await probed(
      { permission: 'ce:GetCostAndUsage', purpose, grant: 'Allow ce:GetCostAndUsage on *, and switch Cost Explorer on.' },
      async () => void (await client.costs(settings.accounts[0] ?? settings.payerAccountId, days)),
    );
    if (settings.accounts.length > 0) return [costs];
    const accounts = await probed(
      {
        permission: 'ce:GetDimensionValues',
        purpose: 'finding the linked accounts',
        grant: 'Allow ce:GetDimensionValues on *, or name the accounts in the settings.',
      },
      async () => void (await client.accounts(days)),
    );
    return [costs, accounts];
  },
  async *deliveries(deps, settings, range) {
    const client = costExplorer(deps, settings, settings.maxRequests);
    for (const billingPeriod of periodsKept(deps.clock(), range)) {
      const period = { billingPeriod, days: daysOf(billingPeriod, deps.clock()) };
      yield {
        name: `${settings.payerAccountId} ${billingPeriod}`,
        billingPeriod,
        version: null,
        format: 'focus',
        fetch: async () => [await deps.files.write(fileName(settings, billingPeriod), focusFile({ client, settings, ...period }))],
      };
    }
  },
  planRequests({ clock }, { accounts }, range) {
    const periods = periodsKept(clock(), range).length;
    const costs = { request: 'GetCostAndUsage', count: periods * Math.max(1, accounts.length), atLeast: true, costEach: CENT };
    const finding = { request: 'GetDimensionValues', count: periods, atLeast: true, costEach: CENT };
    return Promise.resolve(accounts.length > 0 ? [costs] : [finding, costs]);
  },
};

interface FocusFileOf {
  readonly client: CostExplorer;
  readonly settings: CostExplorerSettings;
  readonly billingPeriod: BillingPeriod;
  readonly days: Days;
}

async function* focusFile({ client, settings, billingPeriod, days }: FocusFileOf): AsyncGenerator<string> {
  const { payerAccountId } = settings;
  yield focusHeader();
  for (const account of await accountsOf(client, settings, days)) {
    yield focusLines({ payerAccountId, account, billingPeriod }, await client.costs(account.id, days));
  }
}

const accountsOf = async (client: CostExplorer, { accounts }: CostExplorerSettings, days: Days): Promise<readonly LinkedAccount[]> =>
  accounts.length === 0 ? client.accounts(days) : [...new Set(accounts)].toSorted().map((id) => ({ id, name: '' }));

const fileName = ({ payerAccountId }: CostExplorerSettings, billingPeriod: BillingPeriod): string =>
  `cost-explorer-${payerAccountId}-${billingPeriod}.csv`;

/** Billing periods of a range that Cost Explorer still has, oldest first. */
function periodsKept(now: Instant, { first, last }: PeriodRange): BillingPeriod[] {
  const current = billingPeriodOf(dayOf(now));
  const periods: BillingPeriod[] = [];
  for (let period = addMonths(current, 1 - MONTHS_KEPT); period <= current; period = addMonths(period, 1)) {
    if (period >= first && period <= last) periods.push(period);
  }
  return periods;
}

/** All days of a period up to today: Cost Explorer refuses days to come. */
function daysOf(billingPeriod: BillingPeriod, now: Instant): Days {
  const end = firstDayOf(addMonths(billingPeriod, 1));
  const tomorrow = addDays(dayOf(now), 1);
  return { Start: firstDayOf(billingPeriod), End: end < tomorrow ? end : tomorrow };
}

const lastDay = (now: Instant): Days => ({ Start: addDays(dayOf(now), -1), End: dayOf(now) });
