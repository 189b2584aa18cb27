import type { Gap } from '../../finding/lock-in-finding.ts';
import { isMachineRoute } from './compute-item.ts';
import type { EstimateBase } from './estimate-base.ts';
import type { InPlace } from './in-place.ts';
import type { OpenTerm } from './open-commitments.ts';
import { usdJson } from './usd.ts';

/** What the estimate does not know, said plainly. */
export function migrationGaps(base: EstimateBase, { terms, own }: { readonly terms: readonly OpenTerm[]; readonly own: InPlace }): Gap[] {
  return [...spendGaps(base), ...useGaps(base), ...commitmentGaps(terms), ...priceGaps(base, own)];
}

/** Spend that is in none of the amounts, stays as it is, or is known by another cost. */
function spendGaps({ portfolio }: EstimateBase): Gap[] {
  const unpriced = portfolio.unpriced.reduce((sum, one) => sum + one.monthlyEffective, 0);
  const { withoutQuantity } = portfolio.traffic;
  return [
    ...portfolio.unconverted.map((amount) => ({
      code: 'currency_rate_missing',
      detail: `Spend in ${amount.currency} is in none of the amounts: no rate of the as-of day or before converts it.`,
      amount,
    })),
    ...stays(unpriced, { code: 'unpriced_spend', detail: 'Spend of unknown services or without usable quantities stays as it is.' }),
    ...stays(withoutQuantity, { code: 'traffic_without_quantity', detail: 'Network spend without gigabytes or hours stays as it is.' }),
    ...portfolio.substitutedCosts.map(({ serviceProviderName, metric, reason, monthly }) => ({
      code: 'cost_substituted',
      detail: `${metric} stands in for the effective cost of ${serviceProviderName}: ${reason}.`,
      amount: usdJson(monthly),
    })),
  ];
}

const stays = (usd: number, gap: Gap): Gap[] => (usd > 0 ? [{ ...gap, amount: usdJson(usd) }] : []);

function useGaps({ lots }: EstimateBase): Gap[] {
  const unmeasured = lots.flatMap((lot) => lot.items).filter(({ demand }) => demand.utilisation.grade === 'D');
  if (unmeasured.length === 0) return [];
  const spend = unmeasured.reduce((sum, item) => sum + item.monthlyEffective, 0);
  const what = unmeasured.length === 1 ? 'one workload is' : `${unmeasured.length} workloads are`;
  const detail = `Nothing is known of how busy ${what}; published use of a whole cloud stands in.`;
  return [{ code: 'utilisation_unknown', detail, amount: usdJson(spend) }];
}

const commitmentGaps = (terms: readonly OpenTerm[]): Gap[] =>
  terms
    .filter((term) => term.monthly === 0)
    .map(({ commitmentId }) => ({
      code: 'commitment_cost_unknown',
      detail: `What commitment ${commitmentId} binds is not known in dollars; it counts as nothing.`,
    }));

const priceGaps = ({ homes, lots }: EstimateBase, { own }: InPlace): Gap[] =>
  homes
    .filter(({ provider }) => lots.some((lot) => lot.provider === provider && isMachineRoute(lot.route)) && !own.has(provider))
    .map(({ provider }) => ({
      code: 'own_prices_missing',
      detail: `Machines of ${provider} have no price in the book: packing without leaving is not estimated for it.`,
    }));
