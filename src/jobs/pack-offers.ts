import { valuedOffer } from '../analysis/negotiation/offer-value.ts';
import { vendorId } from '../catalog/vendor-names.ts';
import type { NegotiationCase } from '../finding/negotiation-case.ts';
import type { PackOffer } from '../finding/negotiation-pack.ts';
import type { Offer } from '../focus/offer.ts';
import type { Db } from '../store/db.ts';
import { offers } from '../store/offers.ts';

const OFFERS_A_PAGE = 1000;

/**
 * Every offer of the vendor, the oldest first, in the unit of walk-away, target and opening. Offers in another currency
 * than the case are left out: nothing is compared across currencies.
 */
export async function packOffersOf(db: Db, input: NegotiationCase): Promise<PackOffer[]> {
  const found = await offersOf(db, input.vendor);
  return found
    .filter((offer) => offer.currency === input.currency)
    .map((offer) => ({ offer, ...valuedOffer(input, offer), addedCosts: offer.addedCosts }));
}

async function offersOf(db: Db, vendor: string): Promise<Offer[]> {
  const found: Offer[] = [];
  let cursor: string | undefined;
  do {
    const page: Awaited<ReturnType<typeof offers>> = await offers(db, { limit: OFFERS_A_PAGE, cursor, vendorId: vendorId(vendor) });
    found.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return found;
}
