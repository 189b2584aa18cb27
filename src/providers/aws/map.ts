import { serviceByName } from '../../catalog/service-lookup.ts';
import { Problem } from '../../problem.ts';
import { addDays, addMonths, firstDayOf, type BillingPeriod, type Day } from '../../time.ts';
import type { LinkedAccount } from './cost-explorer-client.ts';
import type { CostGroup, CostPage } from './wire.ts';

/** Columns of the FOCUS file that Cost Explorer's answers become. Those that it does not know stay empty in every row. */
const COLUMNS = [
  'BilledCost',
  'EffectiveCost',
  'ListCost',
  'ContractedCost',
  'BillingCurrency',
  'BillingAccountId',
  'BillingAccountName',
  'SubAccountId',
  'SubAccountName',
  'BillingPeriodStart',
  'BillingPeriodEnd',
  'ChargePeriodStart',
  'ChargePeriodEnd',
  'ChargeCategory',
  'ChargeClass',
  'ChargeDescription',
  'ServiceProviderName',
  'HostProviderName',
  'InvoiceIssuerName',
  'ServiceCategory',
  'ServiceName',
  'ConsumedQuantity',
  'ConsumedUnit',
  'PricingQuantity',
  'PricingUnit',
  'x_UsageType',
] as const;

type FocusRow = Partial<Record<(typeof COLUMNS)[number], string>>;

/** Whose costs, and of which billing period, a set of pages answers. */
export interface CostsOf {
  readonly payerAccountId: string;
  readonly account: LinkedAccount;
  readonly billingPeriod: BillingPeriod;
}

export const focusHeader = (): string => lineOf(COLUMNS);

/**
 * The costs of one account as lines of a FOCUS file; amounts stay the texts that came. BilledCost is the unblended cost,
 * EffectiveCost the net amortized one, or the amortized one where an account has no discounts to net. Throws Problem
 * source_answer_invalid for a day outside of the period, a group that comes twice, and costs of two currencies in one.
 */
export function focusLines(of: CostsOf, pages: readonly CostPage[]): string {
  const seen = new Set<string>();
  const lines: string[] = [];
  for (const { TimePeriod, Groups } of pages.flatMap((page) => page.ResultsByTime)) {
    if (!TimePeriod.Start.startsWith(`${of.billingPeriod}-`)) throw invalid(of, `a day outside of the period, ${TimePeriod.Start}`);
    for (const group of Groups) {
      const key = JSON.stringify([TimePeriod.Start, ...group.Keys]);
      if (seen.has(key)) throw invalid(of, `${group.Keys.join(', ')} of ${TimePeriod.Start} twice`);
      seen.add(key);
      const row = focusRow(of, TimePeriod.Start, group);
      lines.push(lineOf(COLUMNS.map((name) => row[name] ?? '')));
    }
  }
  return lines.join('');
}

function focusRow(of: CostsOf, day: Day, { Keys: [service, usageType], Metrics }: CostGroup): FocusRow {
  const { UnblendedCost, AmortizedCost, NetAmortizedCost = AmortizedCost, UsageQuantity } = Metrics;
  if (NetAmortizedCost.Unit !== UnblendedCost.Unit) {
    throw invalid(of, `costs in ${UnblendedCost.Unit} and ${NetAmortizedCost.Unit} for ${service} of ${day}`);
  }
  const chargeCategory = chargeCategoryOf(service);
  const isMeasured = chargeCategory === 'Usage' && UsageQuantity !== undefined && !['', 'N/A'].includes(UsageQuantity.Unit);
  return {
    BilledCost: UnblendedCost.Amount,
    EffectiveCost: NetAmortizedCost.Amount,
    BillingCurrency: UnblendedCost.Unit,
    BillingAccountId: of.payerAccountId,
    SubAccountId: of.account.id,
    SubAccountName: of.account.name,
    BillingPeriodStart: startOf(firstDayOf(of.billingPeriod)),
    BillingPeriodEnd: startOf(firstDayOf(addMonths(of.billingPeriod, 1))),
    ChargePeriodStart: startOf(day),
    ChargePeriodEnd: startOf(addDays(day, 1)),
    ChargeCategory: chargeCategory,
    ChargeDescription: `${service}, ${usageType}`,
    ServiceProviderName: 'AWS',
    HostProviderName: 'AWS',
    InvoiceIssuerName: 'Amazon Web Services',
    ServiceCategory: serviceByName('aws', service)?.focusCategory ?? 'Other',
    ServiceName: service,
    ...(isMeasured && { ConsumedQuantity: UsageQuantity.Amount, ConsumedUnit: UsageQuantity.Unit }),
    x_UsageType: usageType,
  };
}

/** Cost Explorer tells kinds of charges apart only by a few services of its own; credits stand on the service they are for. */
function chargeCategoryOf(service: string): string {
  if (service === 'Tax') return 'Tax';
  if (service === 'Refund') return 'Adjustment';
  return service.startsWith('Savings Plans for ') ? 'Purchase' : 'Usage';
}

const startOf = (day: Day): string => `${day}T00:00:00Z`;

const invalid = ({ account, billingPeriod }: CostsOf, what: string): Problem =>
  new Problem('source_answer_invalid', { detail: `Cost Explorer answered ${what}, for account ${account.id} in ${billingPeriod}.` });

const lineOf = (cells: readonly string[]): string => `${cells.map(cell).join(',')}\n`;

const cell = (text: string): string => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
