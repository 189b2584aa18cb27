import type { NegotiationCase } from '../../finding/negotiation-case.ts';

/** What the years of an agreement have in common. Index 0 is year 1. */
export interface Term {
  readonly years: number;
  /** (1 + growth)^(y - 1). */
  readonly growthFactors: readonly number[];
  /** (1 + discountRate)^(-y): cash flows are discounted at the end of the year. */
  readonly discountFactors: readonly number[];
}

/** Spend without a new agreement, in the case's currency. */
export interface Baseline {
  /** List-equivalent spend a month in the first year, `tot`. */
  readonly monthlyTotal: number;
  /** B_y. */
  readonly byYear: readonly number[];
  /** PV_B. */
  readonly presentValue: number;
}

export function termOf({ termYears, growth, discountRate }: Pick<NegotiationCase, 'termYears' | 'growth' | 'discountRate'>): Term {
  const years = Array.from({ length: termYears }, (_, index) => index + 1);
  return {
    years: termYears,
    growthFactors: years.map((year) => (1 + growth) ** (year - 1)),
    discountFactors: years.map((year) => (1 + discountRate) ** -year),
  };
}

/** B_y = 12 x tot x (1 + growth)^(y - 1), PV_B = sum of B_y x DF_y: spec of the model, section 1. */
export function baselineOf(term: Term, groups: NegotiationCase['groups']): Baseline {
  const monthlyTotal = groups.reduce((sum, group) => sum + group.monthly, 0);
  const byYear = term.growthFactors.map((factor) => 12 * monthlyTotal * factor);
  return { monthlyTotal, byYear, presentValue: presentValue(term, byYear) };
}

/** Sum of a yearly cash flow times the discount factors. */
export const presentValue = ({ discountFactors }: Term, byYear: readonly number[]): number =>
  byYear.reduce((sum, amount, index) => sum + amount * (discountFactors[index] ?? 0), 0);

/** Months of year `year` that lie in the first `month` months. */
export const monthsWithin = (month: number, year: number): number => Math.min(Math.max(month - 12 * (year - 1), 0), 12);

/** The year that a month from signature lies in; a cut-over at signature counts in year 1. */
export const yearOfMonth = (month: number): number => Math.max(1, Math.ceil(month / 12));
