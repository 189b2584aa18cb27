import { catalogProviderOf } from '../../catalog/provider-names.ts';
import type { CommitmentTerm } from '../../focus/spend-line.ts';
import { approximateDecimal } from '../../money.ts';
import { dayOf, monthsBetween } from '../../time.ts';
import type { MigrationInput } from './migration-input.ts';

/** A commitment that outlives the day of the estimate. */
export interface OpenTerm {
  readonly commitmentId: string;
  readonly provider: string;
  /** US dollars a month; 0 where it is stated in units, or in a currency that no rate converts. */
  readonly monthly: number;
  readonly endsOn: string;
  readonly monthsLeft: number;
}

/** Commitments that have not ended by the as-of day, with what they bind a month. Migration model 0.1, section 3.3. */
export function openTerms({ commitments, asOf, rates }: MigrationInput): OpenTerm[] {
  return commitments
    .filter((term) => term.periodEnd.slice(0, 10) > asOf)
    .map((term) => ({
      commitmentId: term.contractCommitmentId,
      provider: catalogProviderOf(term.serviceProviderName) ?? term.serviceProviderName,
      monthly: monthlyOf(term) * dollarsPer(term.billingCurrency, { rates, asOf }),
      endsOn: dayOf(term.periodEnd),
      monthsLeft: monthsBetween(asOf, dayOf(term.periodEnd)),
    }))
    .sort((a, b) => (a.endsOn === b.endsOn ? (a.commitmentId < b.commitmentId ? -1 : 1) : a.endsOn < b.endsOn ? -1 : 1));
}

function monthlyOf({ cost, periodStart, periodEnd }: CommitmentTerm): number {
  const months = monthsBetween(dayOf(periodStart), dayOf(periodEnd));
  return cost === null || months <= 0 ? 0 : approximateDecimal(cost) / months;
}

function dollarsPer(currency: string, { rates, asOf }: Pick<MigrationInput, 'rates' | 'asOf'>): number {
  if (currency === 'USD') return 1;
  const known = rates.filter((rate) => rate.date <= asOf).sort((a, b) => (a.date < b.date ? 1 : -1));
  const direct = known.find((rate) => rate.baseCurrency === currency && rate.quoteCurrency === 'USD');
  if (direct !== undefined) return approximateDecimal(direct.rate);
  const inverse = known.find((rate) => rate.baseCurrency === 'USD' && rate.quoteCurrency === currency);
  const value = inverse === undefined ? 0 : approximateDecimal(inverse.rate);
  return value > 0 ? 1 / value : 0;
}

/** US dollars of commitments of a provider that still bind in a month from today. */
export const boundIn = (terms: readonly OpenTerm[], provider: string, month: number): number =>
  terms.filter((term) => term.provider === provider && term.monthsLeft >= month).reduce((sum, term) => sum + term.monthly, 0);
