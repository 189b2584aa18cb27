import { DEFAULT_WEIGHTS, type ScoreWeights } from '../../../src/analysis/lock-in/service-score.ts';
import type { FacetId } from '../../../src/catalog/facet-rows.ts';

const FACET_IDS: readonly FacetId[] = ['interface', 'replacement', 'data', 'code', 'operations'];

/** The default weights times eight factors: five facets (kept to a sum of one) and three blocks. */
export function variedWeights(factors: readonly number[]): ScoreWeights {
  const factor = (index: number): number => factors[index] ?? 1;
  const weights = FACET_IDS.map((id, index) => DEFAULT_WEIGHTS.facets[id] * factor(index));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const part = (index: number): number => (weights[index] ?? 0) / sum;
  const { rewrite, reload, rewire } = DEFAULT_WEIGHTS.blocks;
  return {
    ...DEFAULT_WEIGHTS,
    facets: { interface: part(0), replacement: part(1), data: part(2), code: part(3), operations: part(4) },
    blocks: { rewrite: Math.min(1, rewrite * factor(5)), reload: Math.min(1, reload * factor(6)), rewire: Math.min(1, rewire * factor(7)) },
  };
}
