import type { Gap } from '../../finding/lock-in-finding.ts';
import type { EstimateBase } from './estimate-base.ts';
import type { InPlace } from './in-place.ts';
import type { OpenTerm } from './open-commitments.ts';
import { usdJson } from './usd.ts';

/** What the estimate does not know, said plainly. */
export function migrationGaps(base: EstimateBase, { terms, own }: { readonly terms: readonly OpenTerm[]; readonly own: InPlace }): Gap[] {
  const { portfolio, lots } = base;
  const unmeasured = lots.flatMap((lot) => lot.items).filter(({ demand }) => demand.utilisation.grade === 'D');
  const gaps: Gap[] = portfolio.unconverted.map((amount) => ({
    code: 'currency_rate_missing',
    detail: `Spend in ${amount.currency} is in none of the amounts: no rate of the as-of day or before converts it.`,
    amount,
  }));
  const unpriced = portfolio.unpriced.reduce((sum, one) => sum + one.monthlyEffective, 0);
  if (unpriced > 0)
    gaps.push({
      code: 'unpriced_spend',
      detail: 'Spend of unknown services or without usable quantities stays as it is.',
      amount: usdJson(unpriced),
    });
  if (unmeasured.length > 0) {
    const spend = unmeasured.reduce((sum, item) => sum + item.monthlyEffective, 0);
    gaps.push({
      code: 'utilisation_unknown',
      detail: `Nothing is known of how busy ${unmeasured.length} workloads are; published use of a whole cloud stands in.`,
      amount: usdJson(spend),
    });
  }
  for (const term of terms.filter((one) => one.monthly === 0)) {
    gaps.push({
      code: 'commitment_cost_unknown',
      detail: `What commitment ${term.commitmentId} binds is not known in dollars; it counts as nothing.`,
    });
  }
  for (const { provider } of base.homes.filter(
    (home) => lots.some((lot) => lot.provider === home.provider) && !own.own.has(home.provider),
  )) {
    gaps.push({
      code: 'own_prices_missing',
      detail: `Machines of ${provider} have no price in the book: packing without leaving is not estimated for it.`,
    });
  }
  for (const { serviceProviderName, metric, reason, monthly } of portfolio.substitutedCosts) {
    gaps.push({
      code: 'cost_substituted',
      detail: `${metric} stands in for the effective cost of ${serviceProviderName}: ${reason}.`,
      amount: usdJson(monthly),
    });
  }
  if (portfolio.traffic.withoutQuantity > 0) {
    gaps.push({
      code: 'traffic_without_quantity',
      detail: 'Network spend without gigabytes or hours stays as it is.',
      amount: usdJson(portfolio.traffic.withoutQuantity),
    });
  }
  return gaps;
}
