/** How far an input of a negotiation case may be off; what the tornado and the draws go through. */
export interface NegotiationRange {
  readonly input: NegotiationDriver;
  readonly label: string;
  /** factor: times the input. offset: added to it. span: these values, widened to hold the input. */
  readonly kind: 'factor' | 'offset' | 'span';
  readonly low: number;
  readonly high: number;
  /** Values that the changed input may not pass. */
  readonly least: number;
  readonly most: number;
  readonly source: string;
  readonly reviewedOn: string;
  readonly grade: 'S' | 'M' | 'A';
}

export type NegotiationDriver =
  | 'growth'
  | 'discountRate'
  | 'eligibleShare'
  | 'ratePerPersonMonth'
  | 'contingency'
  | 'addedOpsMonthly'
  | 'crossCloudMonthly'
  | 'egressPerGb'
  | 'targetCreditRate'
  | 'groups.monthly'
  | 'groups.targetCostRatio'
  | 'groups.cutoverMonth'
  | 'groups.effortPersonMonths'
  | 'groups.overlapMonths'
  | 'commitments.monthly';

type Bounds = readonly [low: number, high: number, least?: number, most?: number];

const range = (input: NegotiationDriver, label: string, spread: Pick<NegotiationRange, 'kind'> & { bounds: Bounds; source?: string }) => ({
  input,
  label,
  kind: spread.kind,
  low: spread.bounds[0],
  high: spread.bounds[1],
  least: spread.bounds[2] ?? 0,
  most: spread.bounds[3] ?? Number.MAX_VALUE,
  source: spread.source ?? 'Aweigh negotiation model 0.1',
  reviewedOn: '2026-11-24',
  grade: 'A' as const,
});

const OVERRUN = 'Aweigh negotiation model 0.1, after a survey of about 450 CIOs (McKinsey 2021): 75% over budget, 38% late';

/** The ranges, in the order of a case. The overrun of months and the contingency are compulsory in every tornado. */
export const NEGOTIATION_RANGES: readonly NegotiationRange[] = [
  range('growth', 'Growth of spend a year', { kind: 'offset', bounds: [-0.1, 0.1, -0.9] }),
  range('discountRate', 'Discount rate', { kind: 'offset', bounds: [-0.02, 0.02] }),
  range('eligibleShare', 'Share of spend that discounts apply to', { kind: 'offset', bounds: [-0.05, 0.05, 0.01, 1] }),
  range('groups.monthly', 'Spend a month', { kind: 'factor', bounds: [0.8, 1.2] }),
  range('groups.targetCostRatio', 'Cost at the target', { kind: 'factor', bounds: [0.9, 1.1] }),
  range('groups.cutoverMonth', 'Months to cut-over', { kind: 'factor', bounds: [1, 1.5], source: OVERRUN }),
  range('groups.effortPersonMonths', 'Effort in person-months', { kind: 'factor', bounds: [0.8, 1.5], source: OVERRUN }),
  range('groups.overlapMonths', 'Months paid twice', { kind: 'factor', bounds: [0.5, 2] }),
  range('ratePerPersonMonth', 'Cost of a person-month', { kind: 'factor', bounds: [0.85, 1.2] }),
  range('contingency', 'Contingency on one-off cost', { kind: 'span', bounds: [0.2, 0.25], source: OVERRUN }),
  range('addedOpsMonthly', 'Added operations', { kind: 'factor', bounds: [0.75, 1.5] }),
  range('crossCloudMonthly', 'Cost of spanning two clouds', { kind: 'factor', bounds: [0.75, 1.5] }),
  range('egressPerGb', 'Egress price', { kind: 'factor', bounds: [0, 1.2] }),
  range('targetCreditRate', 'Migration credits of the target', { kind: 'factor', bounds: [0, 1.1] }),
  range('commitments.monthly', 'Commitments left behind', { kind: 'factor', bounds: [0.5, 1] }),
];
