import { addDays, addMonths, firstDayOf, type BillingPeriod, type Day } from '../../src/time.ts';
import { chargeOf, sameCosts, type ChargeParts, type SampleCharge } from './charge.ts';
import { PROVIDERS, type ProviderKey } from './company.ts';
import { lineColumns } from './line-columns.ts';
import type { BillEvent, Commitment, Line, Plan } from './plan.ts';
import { randomFrom, type Random } from './random.ts';
import { daysOf, monthFactor, monthsOf, ONE, weekdayFactor } from './spend-shape.ts';

export interface MonthQuestion {
  readonly provider: ProviderKey;
  readonly period: BillingPeriod;
  readonly seed: string;
  /** Multiplies the spend of a line on a day, in 1/10000: how a wrong first delivery is made. */
  readonly faultBp?: (line: Line, day: Day) => bigint;
}

/** All charges of one provider in one billing period, in the order of a bill: usage, commitments, events, tax. */
export function monthBill(plan: Plan, question: MonthQuestion): SampleCharge[] {
  const { provider, period, seed } = question;
  const random = randomFrom(`${seed}/${provider}/${period}`);
  const commitments = plan.commitments.filter((each) => each.account.provider === provider && isActive(each, period));
  const used = new Map<string, bigint>();
  const usage = plan.lines
    .filter((line) => line.account.provider === provider)
    .flatMap((line) =>
      lineCharges(line, { question, random, used, commitment: commitments.find((each) => each.key === line.commitment?.key) }),
    );
  const charges = [
    ...usage,
    ...commitments.flatMap((each) => commitmentCharges(each, period, used.get(each.key) ?? 0n)),
    ...plan.events.filter((each) => each.account.provider === provider && each.period === period).map(eventCharge),
  ];
  return [...charges, ...taxCharges(plan, question, charges)];
}

interface LineContext {
  readonly question: MonthQuestion;
  readonly random: Random;
  /** Effective cost charged to each commitment so far. */
  readonly used: Map<string, bigint>;
  readonly commitment: Commitment | undefined;
}

function lineCharges(line: Line, context: LineContext): SampleCharge[] {
  const { period } = context.question;
  const factor = monthFactor(line.trend, period);
  if (factor === null || (line.commitment !== null && context.commitment === undefined)) return [];
  const monthly = (monthlyList(line, context.commitment) * factor) / ONE / BigInt(line.resources.length);
  const days = daysOf(period);
  const next = firstDayOf(addMonths(period, 1));
  return line.resources.flatMap((resource) => {
    const columns = lineColumns(line, resource, context.commitment);
    if (!line.daily) return [usageCharge({ line, columns, from: firstDayOf(period), to: next, target: monthly }, context)];
    const daily = monthly / BigInt(days.length);
    return days.map((day) => {
      const target = (daily * weekdayFactor(line.trend, day)) / ONE;
      return usageCharge({ line, columns, from: day, to: addDays(day, 1), target }, context);
    });
  });
}

interface Usage {
  readonly line: Line;
  readonly columns: Readonly<Record<string, string>>;
  readonly from: Day;
  readonly to: Day;
  /** List cost aimed at, before noise. */
  readonly target: bigint;
}

/** Price times a quantity of thousandths; the four costs follow from it by discount and commitment. */
function usageCharge({ line, columns, from, to, target }: Usage, { question, random, used, commitment }: LineContext): SampleCharge {
  const noise =
    commitment !== undefined ? random(9_900, 10_000) : line.trend.shape === 'flat' ? random(9_960, 10_040) : random(9_300, 10_700);
  const fault = question.faultBp?.(line, from) ?? ONE;
  const thousandths = (((target * BigInt(noise)) / ONE) * fault * 1000n) / ONE / line.price;
  const list = (line.price * thousandths) / 1000n;
  const contracted = (list * (ONE - line.discountBp)) / ONE;
  const effective = commitment === undefined ? contracted : (contracted * (ONE - commitment.rateBp)) / ONE;
  if (commitment !== undefined) used.set(commitment.key, (used.get(commitment.key) ?? 0n) + effective);
  const quantity = thousandthsText(thousandths);
  return chargeOf({
    account: line.account,
    period: question.period,
    from,
    to,
    costs: { billed: commitment === undefined ? contracted : 0n, effective, list, contracted },
    columns: { ...columns, PricingQuantity: quantity, ConsumedQuantity: quantity },
  });
}

/** The list cost that makes a line use its share of the commitment. */
function monthlyList(line: Line, commitment: Commitment | undefined): bigint {
  if (commitment === undefined || line.commitment === null) return line.monthly;
  const effective = (commitment.monthly * commitment.utilisationBp * line.commitment.sharePercent) / 100n / ONE;
  return (effective * ONE * ONE) / (ONE - commitment.rateBp) / (ONE - line.discountBp);
}

/** The month's recurring purchase, and what of it nobody used: used and unused add up to the purchase. */
function commitmentCharges(commitment: Commitment, period: BillingPeriod, used: bigint): SampleCharge[] {
  const unused = commitment.monthly - used;
  if (unused < 0n) throw new RangeError(`${commitment.key} is used beyond its amount in ${period}`);
  const shared = {
    account: commitment.account,
    period,
    from: firstDayOf(period),
    to: firstDayOf(addMonths(period, 1)),
  };
  const columns = {
    ServiceName: commitment.service,
    ServiceCategory: commitment.serviceCategory,
    ServiceSubcategory: commitment.serviceSubcategory,
    RegionId: commitment.region,
    ResourceId: commitment.id,
    ResourceName: commitment.name,
    ResourceType: commitment.type,
    CommitmentDiscountId: commitment.id,
    CommitmentDiscountName: commitment.name,
    CommitmentDiscountCategory: commitment.category,
    CommitmentDiscountType: commitment.type,
  };
  const leftOver = {
    ChargeCategory: 'Usage',
    ChargeFrequency: 'Usage-Based',
    PricingCategory: 'Committed',
    CommitmentDiscountStatus: 'Unused',
  };
  return [
    ...purchaseCharges(commitment, period, { ...shared, columns }),
    chargeOf({
      ...shared,
      costs: { ...sameCosts(unused), billed: 0n },
      columns: { ...columns, ...leftOver, ChargeDescription: `${commitment.name}: unused` },
    }),
  ];
}

/** No upfront: a fee every month. All upfront: the whole term in the month of its start. */
function purchaseCharges(commitment: Commitment, period: BillingPeriod, shared: Omit<ChargeParts, 'costs'>): SampleCharge[] {
  const upfront = commitment.payment === 'All Upfront';
  if (upfront && !commitment.start.startsWith(period)) return [];
  const months = upfront ? monthsOf(commitment.start, commitment.end) : 1;
  const columns = {
    ChargeCategory: 'Purchase',
    ChargeFrequency: upfront ? 'One-Time' : 'Recurring',
    PricingCategory: 'Standard',
    PricingUnit: 'Months',
    PricingQuantity: String(months),
    ChargeDescription: `${commitment.name}: ${upfront ? 'whole term' : 'monthly fee'}`,
  };
  const costs = { ...sameCosts(commitment.monthly * BigInt(months)), effective: 0n };
  return [chargeOf({ ...shared, costs, columns: { ...shared.columns, ...columns } })];
}

function eventCharge(event: BillEvent): SampleCharge {
  const from = firstDayOf(event.period);
  return chargeOf({
    account: event.account,
    period: event.period,
    from,
    to: addDays(from, 1),
    costs: sameCosts(event.amount),
    columns: {
      ServiceName: event.service,
      ServiceCategory: event.category,
      ChargeCategory: event.chargeCategory,
      ChargeFrequency: 'One-Time',
      ChargeDescription: event.description,
    },
  });
}

/** One tax line a billing account, on what it is billed. */
function taxCharges(plan: Plan, { provider, period }: MonthQuestion, charges: readonly SampleCharge[]): SampleCharge[] {
  const tax = PROVIDERS.find(({ key }) => key === provider)?.tax ?? null;
  if (tax === null) return [];
  const accounts = new Map(
    plan.lines
      .map(({ account }) => account)
      .filter((each) => each.provider === provider)
      .map((each) => [each.billingAccountId, each]),
  );
  return [...accounts.values()].map((account) => {
    const billed = charges
      .filter((each) => each.columns['BillingAccountId'] === account.billingAccountId)
      .reduce((sum, each) => sum + each.costs.billed, 0n);
    return chargeOf({
      account,
      period,
      from: firstDayOf(period),
      to: firstDayOf(addMonths(period, 1)),
      costs: sameCosts((billed * tax.rateBp) / ONE),
      columns: {
        ServiceName: tax.service,
        ServiceCategory: 'Other',
        ChargeCategory: 'Tax',
        ChargeFrequency: 'Recurring',
        ChargeDescription: `Tax on ${period}`,
      },
    });
  });
}

const isActive = (commitment: Commitment, period: BillingPeriod): boolean =>
  firstDayOf(period) >= commitment.start && firstDayOf(period) < commitment.end;

const thousandthsText = (thousandths: bigint): string => {
  const digits = thousandths.toString().padStart(4, '0');
  return `${digits.slice(0, -3)}.${digits.slice(-3)}`;
};
