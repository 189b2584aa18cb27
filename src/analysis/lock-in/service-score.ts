import type { LockInClass } from '../../finding/lock-in-finding.ts';
import { FACETS, facetValues, type FacetId, type FacetValues } from '../../catalog/facet-rows.ts';
import { lockInConstant, type LockInConstantId } from '../../catalog/lock-in-constants.ts';
import type { ServiceRow } from '../../catalog/service-row.ts';

export type BlockReason = 'rewrite' | 'reload' | 'rewire' | 'none';

export interface ServiceScore {
  /** T, 0 to 100. */
  readonly score: number;
  readonly band: Exclude<LockInClass, 'unclassified'>;
  readonly facets: FacetValues;
  readonly mean: number;
  readonly block: { readonly reason: BlockReason; readonly value: number };
}

/** Weights of the score; the defaults are the catalogue's, others serve sensitivity checks. */
export interface ScoreWeights {
  readonly facets: Readonly<Record<FacetId, number>>;
  readonly blocks: Readonly<Record<'rewrite' | 'reload' | 'rewire', number>>;
  readonly mean: number;
  readonly block: number;
}

const facetWeight = (id: FacetId): number => FACETS.find((facet) => facet.id === id)?.weight ?? 0;

export const DEFAULT_WEIGHTS: ScoreWeights = {
  facets: {
    interface: facetWeight('interface'),
    replacement: facetWeight('replacement'),
    data: facetWeight('data'),
    code: facetWeight('code'),
    operations: facetWeight('operations'),
  },
  blocks: { rewrite: lockInConstant('rewriteWeight'), reload: lockInConstant('reloadWeight'), rewire: lockInConstant('rewireWeight') },
  mean: lockInConstant('meanWeight'),
  block: lockInConstant('blockWeight'),
};

/**
 * How hard a service is to replace with open software on Kubernetes, 0 to 100. Independent of spend.
 * mean = sum of weighted facets; block = the weakest link, max(min(I,C), 0.7 min(I,D), 0.6 min(I,O));
 * T = 100 (0.6 mean + 0.4 block). Lock-in model 0.1, section 3.
 */
export function scoreFacets(facets: FacetValues, weights: ScoreWeights = DEFAULT_WEIGHTS): ServiceScore {
  const mean = FACETS.reduce((sum, { id }) => sum + weights.facets[id] * facets[id], 0);
  const block = winningBlock(facets, weights);
  const score = Math.min(100, Math.max(0, 100 * (weights.mean * mean + weights.block * block.value)));
  return { score, band: bandOf(score), facets, mean, block };
}

export const scoreService = (row: ServiceRow): ServiceScore => scoreFacets(facetValues(row));

function winningBlock(facets: FacetValues, weights: ScoreWeights): ServiceScore['block'] {
  const blocks: readonly ServiceScore['block'][] = [
    { reason: 'rewrite', value: weights.blocks.rewrite * Math.min(facets.interface, facets.code) },
    { reason: 'reload', value: weights.blocks.reload * Math.min(facets.interface, facets.data) },
    { reason: 'rewire', value: weights.blocks.rewire * Math.min(facets.interface, facets.operations) },
  ];
  return blocks.reduce((best, block) => (block.value > best.value ? block : best), { reason: 'none', value: 0 });
}

const reaches = (score: number, from: LockInConstantId): boolean => score >= lockInConstant(from);

/** Below 25 portable, 25 to 49 moderate, 50 to 69 high, 70 and above severe. */
export function bandOf(score: number): ServiceScore['band'] {
  if (!reaches(score, 'portableBelow')) return 'portable';
  if (!reaches(score, 'highFrom')) return 'moderate';
  return reaches(score, 'severeFrom') ? 'severe' : 'high';
}

/** h(T) = max(0, (T - 25) / 75): the part of a service's spend that would have to be rebuilt, 0 to 1. */
export function lockedFraction(score: number): number {
  const from = lockInConstant('portableBelow');
  return Math.max(0, (score - from) / (100 - from));
}

/** The score as a formula with its numbers, for a report: five weighted terms and the winning block. */
export function scoreExplanation({ score, facets, block }: ServiceScore): string {
  const terms = FACETS.map(({ id, letter, weight }) => `${weight} x ${letter} ${round(facets[id], 3)}`).join(' + ');
  return `100 x (${DEFAULT_WEIGHTS.mean} x (${terms}) + ${DEFAULT_WEIGHTS.block} x ${block.reason} ${round(block.value, 3)}) = ${round(score, 1)}`;
}

/** A number rounded half up to some places, for texts and for figures that carry no more truth than that. */
export const round = (value: number, places: number): number => Math.round(value * 10 ** places) / 10 ** places;
