import { valuedOffer, type ValuedOffer } from '../analysis/negotiation/offer-value.ts';
import type { NegotiationFinding } from '../finding/negotiation-finding.ts';
import type { Offer } from '../focus/offer.ts';
import { Problem } from '../problem.ts';

/** An offer with its effective discount; null where the vendor's spend, or a rate to its currency, is not known. */
export interface OfferAnswer extends Offer {
  readonly effective: ValuedOffer['effective'] | null;
  readonly position: ValuedOffer['position'] | null;
}

/** Offers of one vendor in the unit of walk-away, target and opening. `ask` derives the negotiation with it. */
export async function offerAnswers(offers: readonly Offer[], ask: () => Promise<NegotiationFinding>): Promise<OfferAnswer[]> {
  if (offers.length === 0) return [];
  const finding = await negotiationOrNull(ask);
  return offers.map((offer) => {
    if (finding === null || offer.currency !== finding.currency) return { ...offer, effective: null, position: null };
    return { ...offer, ...valuedOffer(finding.case, offer) };
  });
}

/** An offer can be logged before any bill of the vendor is loaded. */
async function negotiationOrNull(ask: () => Promise<NegotiationFinding>): Promise<NegotiationFinding | null> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Problem && (error.code === 'vendor_not_billed' || error.code === 'no_data')) return null;
    throw error;
  }
}
