/** A support plan's price: the greater of a floor and a percentage in bands of the month's spend, like income tax. */
export interface SupportFeeSchedule {
  readonly id: string;
  readonly vendor: string;
  readonly plan: string;
  readonly currency: string;
  readonly minimumMonthly: number | null;
  /** Marginal rates, each up to a monthly spend; null is without end. An empty list: the bands are not known. */
  readonly bands: readonly { readonly upTo: number | null; readonly rate: number }[];
  /** The first day the plan is no longer sold; null while it is. */
  readonly endsOn: string | null;
  readonly source: string;
  readonly asOf: string;
  readonly grade: 'S' | 'M' | 'W' | 'G';
}

/** Published support prices that a renewal may turn on. */
export const SUPPORT_FEE_SCHEDULES = [
  {
    id: 'aws-enterprise-legacy',
    vendor: 'AWS',
    plan: 'Enterprise Support (plans sold before December 2025)',
    currency: 'USD',
    minimumMonthly: 15_000,
    bands: [
      { upTo: 150_000, rate: 0.1 },
      { upTo: 500_000, rate: 0.07 },
      { upTo: 1_000_000, rate: 0.05 },
      { upTo: null, rate: 0.03 },
    ],
    endsOn: '2027-01-01',
    source: 'Atonement Licensing: AWS Enterprise Support cost; end date from the Alphaus help page on new AWS support plans',
    asOf: '2026-11-24',
    grade: 'M',
  },
  {
    id: 'aws-business-legacy',
    vendor: 'AWS',
    plan: 'Business Support (plans sold before December 2025)',
    currency: 'USD',
    minimumMonthly: 100,
    bands: [
      { upTo: 10_000, rate: 0.1 },
      { upTo: 80_000, rate: 0.07 },
      { upTo: 250_000, rate: 0.05 },
      { upTo: null, rate: 0.03 },
    ],
    endsOn: '2027-01-01',
    source: 'Advisers agree on the floor and on the first and last rate; the bands between are general knowledge',
    asOf: '2026-11-24',
    grade: 'G',
  },
  {
    id: 'aws-business-plus',
    vendor: 'AWS',
    plan: 'Business Support+ (from 9% falling to 3%; bands not known)',
    currency: 'USD',
    minimumMonthly: null,
    bands: [],
    endsOn: null,
    source: 'Alphaus help page on new AWS support plans',
    asOf: '2026-11-24',
    grade: 'M',
  },
] as const satisfies readonly SupportFeeSchedule[];

export type SupportPlanId = (typeof SUPPORT_FEE_SCHEDULES)[number]['id'];

/** The schedule of a plan. */
export function supportFeeSchedule(id: SupportPlanId): SupportFeeSchedule {
  const schedule = SUPPORT_FEE_SCHEDULES.find((one) => one.id === id);
  if (schedule === undefined) throw new RangeError(`no support plan ${id}`);
  return schedule;
}

/** The fee of a month with this spend, both in the schedule's currency; null where the bands are not known. */
export function supportFee({ minimumMonthly, bands }: SupportFeeSchedule, monthlySpend: number): number | null {
  if (bands.length === 0) return null;
  let from = 0;
  let fee = 0;
  for (const { upTo, rate } of bands) {
    const to = upTo === null ? monthlySpend : Math.min(monthlySpend, upTo);
    fee += Math.max(0, to - from) * rate;
    from = upTo ?? from;
  }
  return Math.max(minimumMonthly ?? 0, fee);
}
