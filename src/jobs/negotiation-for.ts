import { deriveCase } from '../analysis/negotiation/derive-case.ts';
import { evaluateNegotiation, NEGOTIATION_MODEL_VERSION } from '../analysis/negotiation/evaluate-negotiation.ts';
import { catalogVersion } from '../catalog/catalog-rows.ts';
import { negotiationFactsVersion } from '../catalog/legal-dates.ts';
import type { DerivedCase } from '../finding/derived-case.ts';
import type { NegotiationFinding } from '../finding/negotiation-finding.ts';
import { Problem } from '../problem.ts';
import { caseSources, type VendorQuestion, type VendorSources } from './case-sources.ts';
import { overriddenCase } from './case-overrides.ts';
import { keptFinding, type FindingDeps } from './kept-finding.ts';

/** The numbers of a negotiation with one vendor, and where each input of the case comes from. */
export interface VendorNegotiation extends NegotiationFinding {
  readonly derived: Omit<DerivedCase, 'case'>;
}

/**
 * The negotiation with a vendor on the published bills, contracts and the migration estimate: the stored finding where
 * all of them are the same, otherwise computed and stored.
 * Throws Problem vendor_not_billed, currency_rate_missing, no_data, case_invalid and those of the migration estimate.
 */
export async function negotiationFor(deps: FindingDeps, question: VendorQuestion): Promise<VendorNegotiation> {
  return (await negotiationWithSources(deps, question)).negotiation;
}

/** The same with what it was derived from, for a pack. */
export async function negotiationWithSources(
  deps: FindingDeps,
  question: VendorQuestion,
): Promise<{ readonly negotiation: VendorNegotiation; readonly sources: VendorSources }> {
  const sources = await caseSources(deps, question);
  const { migration, ...rest } = sources.case;
  const negotiation = await keptFinding(deps, {
    kind: 'negotiation',
    modelVersion: NEGOTIATION_MODEL_VERSION,
    catalogVersion: `${catalogVersion().version} ${negotiationFactsVersion()}`,
    input: { ...rest, assumptions: null, migration: migration.snapshotHash, overrides: question.overrides },
    isFinding: isNegotiation,
    compute: (snapshotHash) => negotiationOf(sources, question, snapshotHash),
  });
  return { negotiation, sources };
}

function negotiationOf(sources: VendorSources, { overrides }: VendorQuestion, snapshotHash: string): VendorNegotiation {
  const { vendor } = sources.case;
  const baseline = sources.case.migration.today.providers.find((one) => one.provider === vendor.provider);
  const { window, currency, gaps } = sources.case.migration;
  const months = window.from === '' ? 'the months of the estimate' : `the days from ${window.from} to ${window.to}`;
  if (baseline === undefined) {
    const unconverted = gaps.find(({ code }) => code === 'currency_rate_missing');
    throw new Problem(unconverted === undefined ? 'vendor_not_billed' : 'currency_rate_missing', {
      detail: `The published bills hold no spend in ${currency} with ${vendor.name} in ${months}.${unconverted === undefined ? '' : ` ${unconverted.detail}`}`,
    });
  }
  const { case: derived, ...rest } = deriveCase(sources.case, baseline);
  if (derived.monthlyBillList <= 0) {
    throw new Problem('vendor_not_billed', {
      detail: `Credits and refunds leave nothing to negotiate of the spend with ${vendor.name} in ${months}.`,
    });
  }
  const changed = overriddenCase({ case: derived, origins: rest.origins }, overrides);
  const finding = evaluateNegotiation({
    case: changed.case,
    snapshotHash,
    filter: sources.filter,
    catalogRows: [...new Set(rest.origins.flatMap((origin) => origin.catalogRows))].toSorted(),
    assumptions: changed.origins.map(({ input, value, source, grade, asOf }) => ({ id: input, value, source, grade, asOf })),
    gaps: rest.gaps,
  });
  return { ...finding, derived: { ...rest, origins: changed.origins } };
}

export const isNegotiation = (value: unknown): value is VendorNegotiation =>
  typeof value === 'object' && value !== null && 'derived' in value && 'figures' in value;
