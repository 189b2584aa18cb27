import type { NegotiationCase } from '../../finding/negotiation-case.ts';
import type { EffectiveOffer, VendorOffer } from '../../finding/negotiation-finding.ts';
import { shortfall } from './shortfall.ts';
import { baselineOf, termOf } from './term.ts';

/** rho: expected shortfall of the commitment over the eligible share, the price of signing one at all. */
export const commitmentPrice = ({ commitFraction, forecastSigma, eligibleShare }: NegotiationCase): number =>
  shortfall(commitFraction, forecastSigma) / eligibleShare;

/**
 * An offer in the unit of walk-away, target and opening: headline - added costs - rho + granted asks, the amounts
 * over eligibleShare x PV_B. Offers are compared by this, never by their headline.
 */
export function effectiveDiscount(input: NegotiationCase, offer: VendorOffer): EffectiveOffer {
  const base = input.eligibleShare * baselineOf(termOf(input), input.groups).presentValue;
  const rho = commitmentPrice(input);
  const addedCosts = offer.addedCostsPv / base;
  const grantedAsks = offer.grantedAsksPv / base;
  return { headline: offer.headline, addedCosts, rho, grantedAsks, effectiveDiscount: offer.headline - addedCosts - rho + grantedAsks };
}
