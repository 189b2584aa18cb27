import type { RangeAssumptionId, ResolvedAssumptions } from '../../catalog/migration-assumptions.ts';
import { normalQuantile, pertQuantile, type Quantile } from './distribution.ts';
import { latinHypercube } from './latin-hypercube.ts';
import type { ThreePoint } from './portfolio.ts';

/**
 * Values of every input in every scenario: the draws, and after them one central scenario with each input at its middle.
 * The central scenario gives the point of every figure, the draws its interval; both run through the same formulas.
 */
export interface ScenarioInputs {
  readonly draws: number;
  /** draws + 1: the central scenario is the last. */
  readonly size: number;
  readonly assumptions: ResolvedAssumptions;
  /** A judged range drawn as PERT; its middle in the central scenario. */
  readonly range: (id: RangeAssumptionId) => Float64Array;
  /** Shared standard normal factor of an input; 0 in the central scenario. */
  readonly normal: (input: string, label: string) => Float64Array;
  /** Standard normal factor of one thing alone: named by it, and no input of its own. */
  readonly privateNormal: (name: string) => Float64Array;
  /** Values that several destinations ask for, made once. */
  readonly remembered: (key: string, make: () => Float64Array) => Float64Array;
  /** Every shared input that was asked for, by name: what sensitivity ranks. */
  readonly inputs: () => readonly ScenarioInput[];
}

export interface ScenarioInput {
  readonly name: string;
  readonly label: string;
  readonly values: Float64Array;
}

export function scenarioInputs(seed: number, assumptions: ResolvedAssumptions): ScenarioInputs {
  const draws = assumptions.number('uncertainty.draws');
  const cube = latinHypercube(seed, draws);
  const known = new Map<string, ScenarioInput>();
  const shared = (name: string, label: string, make: () => Float64Array): Float64Array => {
    const entry = known.get(name) ?? { name, label, values: make() };
    known.set(name, entry);
    return entry.values;
  };
  const through = (name: string, quantile: Quantile, middle: number): Float64Array => withCentral(cube.column(name).map(quantile), middle);
  const held = new Map<string, Float64Array>();
  const remembered = (key: string, make: () => Float64Array): Float64Array => {
    const values = held.get(key) ?? make();
    held.set(key, values);
    return values;
  };
  return {
    draws,
    size: draws + 1,
    remembered,
    assumptions,
    range: (id) => {
      const range = assumptions.range(id);
      return shared(id, assumptions.row(id).label, () => through(id, pertTable(range), range.mid));
    },
    normal: (input, label) => shared(input, label, () => through(input, normalQuantile, 0)),
    privateNormal: (name) => remembered(`private ${name}`, () => through(`private ${name}`, normalQuantile, 0)),
    inputs: () => [...known.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
}

function withCentral(values: Float64Array, middle: number): Float64Array {
  const all = new Float64Array(values.length + 1);
  all.set(values);
  all[values.length] = middle;
  return all;
}

const TABLE_STEPS = 512;

/** A PERT quantile read off a table of 512 steps: exact at the ends, elsewhere within a thousandth of the width. */
export function pertTable(range: ThreePoint): Quantile {
  if (!(range.high > range.low)) return () => range.mid;
  const exact = pertQuantile(range);
  const table = Float64Array.from({ length: TABLE_STEPS + 1 }, (_, step) => {
    if (step === 0) return range.low;
    return step === TABLE_STEPS ? range.high : exact(step / TABLE_STEPS);
  });
  return (p) => interpolated(table, p * TABLE_STEPS);
}

/** A monotone function of a standard normal value, read off a table over -6 to 6 and held beyond. */
export function normalTable(of: (z: number) => number): (z: number) => number {
  const table = Float64Array.from({ length: 1201 }, (_, step) => of(-6 + step / 100));
  return (z) => interpolated(table, (z + 6) * 100);
}

function interpolated(table: Float64Array, place: number): number {
  const last = table.length - 1;
  const held = place < 0 ? 0 : place > last ? last : place;
  const below = Math.min(Math.floor(held), last - 1);
  const [left = 0, right = 0] = [table[below], table[below + 1]];
  return left + (right - left) * (held - below);
}

/** sqrt(rho) Z + sqrt(1 - rho) e: errors that are partly shared, so that their mean does not vanish with their number. */
export function correlated(shared: Float64Array, own: Float64Array, rho: number): Float64Array {
  const [common, apart] = [Math.sqrt(rho), Math.sqrt(1 - rho)];
  return shared.map((value, index) => common * value + apart * (own[index] ?? 0));
}
