import { discountBenchmarks } from '../catalog/discount-benchmarks.ts';
import { knownVendorId } from '../catalog/vendor-names.ts';
import type { DerivedCase } from '../finding/derived-case.ts';
import type { PackCoverage } from '../finding/negotiation-pack.ts';
import type { VendorSources } from './case-sources.ts';

const NAMED_SERVICES = 20;

/** How far the data behind a pack carries. Inventories are not read yet, so what they would tell is unknown. */
export function packCoverageOf(
  { case: terms, lockIn, contracts }: VendorSources,
  derived: Pick<DerivedCase, 'listKnownShare'>,
): PackCoverage {
  const { migration, vendor } = terms;
  const mine = <Row extends { readonly provider: string }>(rows: readonly Row[]): Row[] =>
    rows.filter((row) => row.provider === vendor.provider);
  const dates = discountBenchmarks()
    .filter((row) => row.vendor === knownVendorId(vendor.name))
    .map((row) => row.asOf)
    .filter((asOf) => /^\d{4}/.test(asOf))
    .toSorted();
  return {
    accountsInScope: new Set(mine(lockIn.subAccounts).map(({ subAccountId }) => subAccountId)).size,
    accountsOutOfScope: [],
    classifiedShare: terms.classifiedShare,
    listKnownShare: derived.listKnownShare,
    invoiceGap: terms.invoiceGap,
    unallocatedShare: null,
    servicesWithoutClass: mine(lockIn.services)
      .filter((service) => service.score === null)
      .slice(0, NAMED_SERVICES)
      .map(({ serviceName, spend }) => ({ name: serviceName, monthly: spend })),
    billedNotInInventory: null,
    inInventoryNotBilled: null,
    priceMapShare: migration.coverage.share,
    benchmarksFrom: dates[0] ?? null,
    benchmarksTo: dates.at(-1) ?? null,
    contractsSeen: contracts.length > 0,
    notEligible: mine(migration.today.providers)[0]?.notEligible ?? null,
  };
}
