import type { CaseAsks, NegotiationCase } from '../../finding/negotiation-case.ts';
import type { EffectiveOffer, Position, VendorOffer } from '../../finding/negotiation-finding.ts';
import type { GrantedAsks, OfferTerms } from '../../focus/offer.ts';
import { asksPv } from './asks.ts';
import { floatOf } from './derive-groups.ts';
import { effectiveDiscount } from './effective-discount.ts';
import { amountOf } from './figure-spec.ts';
import { baselineOf, termOf } from './term.ts';

/** An offer in the unit of walk-away, target and opening, and what that discount is worth. */
export interface ValuedOffer {
  readonly effective: EffectiveOffer;
  readonly position: Position;
}

/**
 * What an offer is worth on a case: its headline less the costs it adds and the price of committing, plus the asks it
 * grants. The amounts of the offer must be in the currency of the case.
 */
export function valuedOffer(input: NegotiationCase, offer: OfferTerms): ValuedOffer {
  const term = termOf(input);
  const baseline = baselineOf(term, input.groups);
  const effective = effectiveDiscount(input, vendorOffer(input, offer));
  const worth = (spend: number): Position['yearOne'] => amountOf(effective.effectiveDiscount * input.eligibleShare * spend, input.currency);
  return {
    effective,
    position: {
      discount: effective.effectiveDiscount,
      yearOne: worth(baseline.byYear[0] ?? 0),
      presentValue: worth(baseline.presentValue),
    },
  };
}

function vendorOffer(input: NegotiationCase, offer: OfferTerms): VendorOffer {
  const term = termOf(input);
  const granted = asksPv({ ...input, asks: asksOf(offer.grantedAsks, input.asks) }, term, baselineOf(term, input.groups));
  const monthsPv = 12 * term.discountFactors.reduce((sum, factor) => sum + factor, 0);
  return {
    headline: offer.headline,
    addedCostsPv: offer.addedCosts.reduce((sum, { presentValue, monthly }) => {
      if (presentValue !== null) return sum + floatOf(presentValue);
      return sum + (monthly === null ? 0 : floatOf(monthly) * monthsPv);
    }, 0),
    grantedAsksPv: Object.values(granted).reduce((sum, value) => sum + value, 0),
  };
}

/** Granted asks as a case states them; a cut of the transfer rate applies to the group that the case names for it. */
function asksOf({ credits, transferRateCut, supportFeeCut, ...plain }: GrantedAsks, asked: CaseAsks): CaseAsks {
  const group = asked.transferRateCut?.group;
  return {
    ...plain,
    ...(credits && { credits: { face: floatOf(credits.face), usableProbability: credits.usableProbability } }),
    ...(transferRateCut && { transferRateCut: group === undefined ? transferRateCut : { ...transferRateCut, group } }),
    ...(supportFeeCut && { supportFeeCut: { monthlySaving: floatOf(supportFeeCut.monthlySaving) } }),
  };
}
