import fc from 'fast-check';
import { DEFAULT_WEIGHTS, type ScoreWeights } from '../../../src/analysis/lock-in/service-score.ts';

const factor = fc.double({ min: 0.75, max: 1.25, noNaN: true });

/** Factors within a quarter of one, for the five facets, the mean and the block, and the three kinds of block. */
export const weightFactors = fc.record({
  facets: fc.tuple(factor, factor, factor, factor, factor),
  mean: factor,
  block: factor,
  kinds: fc.tuple(factor, factor, factor),
});

type WeightFactors = typeof weightFactors extends fc.Arbitrary<infer T> ? T : never;

/** The default weights times the factors; facets, and mean with block, are kept to a sum of one. */
export function variedWeights({ facets: [i, r, d, c, o], mean, block, kinds: [rewrite, reload, rewire] }: WeightFactors): ScoreWeights {
  const of = DEFAULT_WEIGHTS;
  const sum = of.facets.interface * i + of.facets.replacement * r + of.facets.data * d + of.facets.code * c + of.facets.operations * o;
  const parts = of.mean * mean + of.block * block;
  return {
    facets: {
      interface: (of.facets.interface * i) / sum,
      replacement: (of.facets.replacement * r) / sum,
      data: (of.facets.data * d) / sum,
      code: (of.facets.code * c) / sum,
      operations: (of.facets.operations * o) / sum,
    },
    mean: (of.mean * mean) / parts,
    block: (of.block * block) / parts,
    blocks: {
      rewrite: Math.min(1, of.blocks.rewrite * rewrite),
      reload: of.blocks.reload * reload,
      rewire: of.blocks.rewire * rewire,
    },
  };
}
