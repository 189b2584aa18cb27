import type { NegotiationDriver, NegotiationRange } from '../../catalog/negotiation-ranges.ts';
import type { CaseGroup, NegotiationCase } from '../../finding/negotiation-case.ts';

/** What an input becomes at the ends of its range: values for inputs of the case, factors for those of all groups or commitments. */
export interface DriverSpan {
  readonly unit: 'value' | 'factor';
  readonly base: number;
  readonly low: number;
  readonly high: number;
}

type Change = (input: NegotiationCase, value: number) => NegotiationCase;

const scaledGroups =
  (field: 'monthly' | 'targetCostRatio' | 'cutoverMonth' | 'effortPersonMonths' | 'overlapMonths'): Change =>
  (input, factor) => ({ ...input, groups: input.groups.map((group): CaseGroup => ({ ...group, [field]: group[field] * factor })) });

const plain =
  (field: keyof NegotiationCase & NegotiationDriver): Change =>
  (input, value) => ({ ...input, [field]: value });

const CHANGES: Readonly<Record<NegotiationDriver, Change>> = {
  growth: plain('growth'),
  discountRate: plain('discountRate'),
  eligibleShare: plain('eligibleShare'),
  ratePerPersonMonth: plain('ratePerPersonMonth'),
  contingency: plain('contingency'),
  addedOpsMonthly: plain('addedOpsMonthly'),
  crossCloudMonthly: plain('crossCloudMonthly'),
  egressPerGb: plain('egressPerGb'),
  targetCreditRate: plain('targetCreditRate'),
  'groups.monthly': (input, factor) => ({
    ...scaledGroups('monthly')(input, factor),
    monthlyBillList: input.monthlyBillList * factor,
  }),
  'groups.targetCostRatio': scaledGroups('targetCostRatio'),
  'groups.cutoverMonth': scaledGroups('cutoverMonth'),
  'groups.effortPersonMonths': scaledGroups('effortPersonMonths'),
  'groups.overlapMonths': scaledGroups('overlapMonths'),
  'commitments.monthly': (input, factor) => ({
    ...input,
    commitments: input.commitments.map((one) => ({ ...one, monthly: one.monthly * factor })),
  }),
};

/** The case with one driver at a value or factor. */
export const changedCase = (input: NegotiationCase, driver: NegotiationDriver, value: number): NegotiationCase =>
  CHANGES[driver](input, value);

/** The ends of a driver's range for this case. */
export function driverSpan(input: NegotiationCase, { input: driver, kind, low, high, least, most }: NegotiationRange): DriverSpan {
  if (!isPlain(driver)) return { unit: 'factor', base: 1, low, high };
  const base = input[driver];
  const within = (value: number): number => Math.min(Math.max(value, least), most);
  const ends = {
    factor: { low: base * low, high: base * high },
    offset: { low: base + low, high: base + high },
    span: { low: Math.min(base, low), high: Math.max(base, high) },
  }[kind];
  // A range never leaves out the value that the case states.
  return { unit: 'value', base, low: Math.min(base, within(ends.low)), high: Math.max(base, within(ends.high)) };
}

const isPlain = (driver: NegotiationDriver): driver is keyof NegotiationCase & NegotiationDriver => !driver.includes('.');
