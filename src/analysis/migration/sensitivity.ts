import type { ScenarioInput } from './scenario-inputs.ts';
import { drawsOf } from './scenario-math.ts';

/** An input and how strongly an outcome hangs on it. */
export interface InputRank {
  readonly name: string;
  readonly label: string;
  /** Spearman's rank correlation, -1 to 1. */
  readonly correlation: number;
  /** Mean outcome where the input is in its lowest and in its highest tenth. */
  readonly atLow: number;
  readonly atHigh: number;
}

/** Ranks of a sample, 0 for the least; ties keep the order of the draws, which is random. */
function ranksOf(values: Float64Array): Float64Array {
  const order = Uint32Array.from(values.keys()).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0) || a - b);
  const ranks = new Float64Array(values.length);
  order.forEach((draw, rank) => (ranks[draw] = rank));
  return ranks;
}

/** Ranks of inputs, once for all destinations. Inputs that do not vary are left out. */
export function rankedInputs(inputs: readonly ScenarioInput[]): { readonly input: ScenarioInput; readonly ranks: Float64Array }[] {
  return inputs.flatMap((input) => {
    const draws = drawsOf(input.values);
    return draws.some((value) => value !== draws[0]) ? [{ input, ranks: ranksOf(draws) }] : [];
  });
}

/** Inputs by the strength of their rank correlation to an outcome, the strongest first. Section 3.11. */
export function strongestInputs(ranked: ReturnType<typeof rankedInputs>, outcome: Float64Array): InputRank[] {
  const draws = drawsOf(outcome);
  const ranks = ranksOf(draws);
  return ranked
    .map(({ input, ranks: own }): InputRank => {
      const tenth = Math.max(1, Math.floor(draws.length / 10));
      return {
        name: input.name,
        label: input.label,
        correlation: spearman(own, ranks),
        atLow: meanWhere(draws, own, (rank) => rank < tenth),
        atHigh: meanWhere(draws, own, (rank) => rank >= draws.length - tenth),
      };
    })
    .sort((a, b) => Math.abs(b.correlation) - Math.abs(a.correlation) || (a.name < b.name ? -1 : 1));
}

/** 1 - 6 sum d^2 / (n (n^2 - 1)): exact, because ranks have no ties. */
function spearman(a: Float64Array, b: Float64Array): number {
  const n = a.length;
  const squares = a.reduce((sum, rank, at) => sum + (rank - (b[at] ?? 0)) ** 2, 0);
  return n < 2 ? 0 : 1 - (6 * squares) / (n * (n * n - 1));
}

function meanWhere(values: Float64Array, ranks: Float64Array, isIn: (rank: number) => boolean): number {
  let [sum, count] = [0, 0];
  values.forEach((value, at) => {
    if (!isIn(ranks[at] ?? 0)) return;
    sum += value;
    count += 1;
  });
  return count === 0 ? 0 : sum / count;
}
