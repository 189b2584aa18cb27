import { shownToVendor } from '../analysis/negotiation/shown-to-vendor.ts';
import type { NegotiationPack } from '../finding/negotiation-pack.ts';
import type { VendorView } from '../finding/vendor-view.ts';
import { canonicalText, type FindingDeps } from './kept-finding.ts';

/** What of a pack its vendor may see, with the hash of just that. */
export async function vendorViewOf(deps: Pick<FindingDeps, 'sha256'>, pack: NegotiationPack): Promise<VendorView> {
  const view = shownToVendor(pack);
  return { ...view, snapshotHash: await deps.sha256(canonicalText(view)) };
}
