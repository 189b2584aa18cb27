import { packNumbersOf } from '../analysis/negotiation/pack-numbers.ts';
import { catalogVersion } from '../catalog/catalog-rows.ts';
import { clausesToRequest } from '../catalog/requested-clauses.ts';
import type { NegotiationPack } from '../finding/negotiation-pack.ts';
import { canonicalText, type FindingDeps } from './kept-finding.ts';
import { negotiationWithSources } from './negotiation-for.ts';
import type { VendorQuestion } from './case-sources.ts';
import { benchmarksOf, calendarOfPack, contractsOf, decisionOf, legalFactsOf } from './pack-agreements.ts';
import { commitmentsOf } from './pack-commitments.ts';
import { packCoverageOf } from './pack-coverage.ts';
import { packOffersOf } from './pack-offers.ts';
import { packSpendOf } from './pack-spend.ts';
import { packVersionsOf } from './pack-versions.ts';

export interface PackQuestion extends VendorQuestion {
  /** Who buys, as it shall stand on the cover. */
  readonly customer: string | null;
}

/** Everything a negotiation pack is printed from. Throws Problem vendor_not_billed, no_data or case_invalid. */
export async function negotiationPackFor(deps: FindingDeps, question: PackQuestion): Promise<NegotiationPack> {
  const { db } = deps.store;
  const { negotiation, sources } = await negotiationWithSources(deps, question);
  const { derived, ...finding } = negotiation;
  const { migration, vendor } = sources.case;
  const offers = await packOffersOf(db, finding.case);
  const pack: Omit<NegotiationPack, 'snapshotHash'> = {
    customer: question.customer,
    vendor,
    asOf: migration.asOf,
    window: migration.window,
    versions: await packVersionsOf(db, negotiation),
    derived: { ...derived, case: finding.case },
    finding,
    numbers: packNumbersOf(finding.case, derived.fitness.grade),
    spend: await packSpendOf(db, sources),
    lockIn: sources.lockIn,
    migration,
    commitments: await commitmentsOf(db, vendor.provider, migration),
    contracts: contractsOf(sources.contracts),
    calendar: calendarOfPack(sources),
    benchmarks: benchmarksOf(vendor.name, sources.contracts, offers),
    offers,
    legalFacts: legalFactsOf(vendor.name),
    decision: decisionOf(finding.case.plannedSignature, migration.asOf),
    coverage: packCoverageOf(sources, derived),
    shared: { growthScenarios: [], proofs: [], clauses: clausesToRequest(sources.contracts.at(-1)?.clauses ?? null), questions: [] },
    catalogue: catalogVersion(),
    rates: [],
  };
  return { ...pack, snapshotHash: await deps.sha256(canonicalText(contentOf(pack))) };
}

/** What the pack says, without the ids and times under which its contracts and offers happen to be kept. */
const contentOf = (pack: Omit<NegotiationPack, 'snapshotHash'>): unknown => ({
  ...pack,
  contracts: pack.contracts.map(({ contract: { id: _id, createdAt: _created, updatedAt: _updated, ...contract }, clauses }) => ({
    contract,
    clauses,
  })),
  offers: pack.offers.map(({ offer: { id: _id, createdAt: _created, ...offer }, ...rest }) => ({ offer, ...rest })),
});
