import { randomStream } from './random.ts';

/** One uniform number in (0, 1) for each draw, by the name of an input. */
export interface LatinHypercube {
  readonly draws: number;
  /** One value in each of `draws` equal strata, in an order of the name's own; the same array each time it is asked. */
  readonly column: (name: string) => Float64Array;
}

/**
 * Latin hypercube sampling (McKay, Beckman and Conover, 1979). Columns are found by name: two destinations that ask for
 * the same input share its draws, and a column does not depend on which others were asked for before.
 */
export function latinHypercube(seed: number, draws: number): LatinHypercube {
  const columns = new Map<string, Float64Array>();
  const column = (name: string): Float64Array => {
    const known = columns.get(name);
    if (known !== undefined) return known;
    const made = stratified(seed, name, draws);
    columns.set(name, made);
    return made;
  };
  return { draws, column };
}

function stratified(seed: number, name: string, draws: number): Float64Array {
  const random = randomStream(seed, name);
  const values = Float64Array.from({ length: draws }, (_, index) => (index + random()) / draws);
  for (let last = draws - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    const [moved = 0, kept = 0] = [values[last], values[other]];
    values[last] = kept;
    values[other] = moved;
  }
  return values;
}
