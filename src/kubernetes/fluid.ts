/** Processor in thousandths of a millicore, memory in bytes, pods, GPUs: whole numbers, so that sums are exact. */
export const RESOURCES = 4;

/** The position of GPUs among the resources; the others before it are what every node needs. */
export const GPU = 3;

/** What a price list must at least cost for a demand, and what one more unit of each resource is worth. */
export interface FluidBound {
  readonly price: number;
  readonly duals: readonly number[];
}

export interface Column {
  readonly capacity: Float64Array;
  readonly price: number;
}

const EPSILON = 1e-11;

/**
 * The fluid lower bound: min sum p_j x_j with sum a_jr x_j >= D_r and x >= 0.
 * At most as many shapes as resources are above zero, so walking the corners by the simplex method ends at an exact one;
 * Bland's rule excludes circles. The duals are scaled down until no shape is worth more than its price:
 * by weak duality D·u then is a lower bound whatever the rounding. Null where the shapes lack a resource.
 */
export function fluidBound(columns: readonly Column[], demand: Float64Array): FluidBound | null {
  const rows = [...demand.keys()].filter((row) => (demand[row] ?? 0) > 0);
  const duals = Array.from(demand, () => 0);
  if (rows.length === 0) return { price: 0, duals };
  const matrix = columns.map((column) => rows.map((row) => (column.capacity[row] ?? 0) / (demand[row] ?? 1)));
  const prices = columns.map((column) => column.price);
  const found = simplex(matrix, prices);
  if (found === null) return null;
  const excess = Math.max(1, ...matrix.map((column, index) => dot(column, found) / (prices[index] || Number.MIN_VALUE)));
  const price = Number.isFinite(excess) ? found.reduce((sum, dual) => sum + dual, 0) / excess : 0;
  rows.forEach((row, index) => (duals[row] = price === 0 ? 0 : (found[index] ?? 0) / excess / (demand[row] ?? 1)));
  return { price, duals };
}

/** Duals of covering one unit of every row, on a full tableau of the dual: max sum u with A u <= p. */
function simplex(matrix: readonly (readonly number[])[], prices: readonly number[]): number[] | null {
  const rows = matrix[0]?.length ?? 0;
  if (matrix.length === 0 || Array.from({ length: rows }, (_, row) => row).some((row) => matrix.every((column) => !column[row])))
    return null;
  // One constraint a shape, with a slack of its own; u = 0 is a corner, because no price is below zero.
  const tableau = matrix.map((column, index) => Float64Array.from([...column, prices[index] ?? 0]));
  const gains = new Float64Array(rows + 1).fill(1, 0, rows);
  const basis = matrix.map((_, index) => rows + index);
  const outside = Array.from({ length: rows }, (_, row) => row);
  for (;;) {
    const entering = leastIndex(outside, (at) => (gains[at] ?? 0) > EPSILON);
    if (entering < 0) break;
    const leaving = tightest({ tableau, basis, entering, rows });
    if (leaving < 0) return null;
    pivot([...tableau, gains], leaving, entering);
    const left = basis[leaving] ?? 0;
    basis[leaving] = outside[entering] ?? 0;
    outside[entering] = left;
  }
  const duals = Array.from({ length: rows }, () => 0);
  basis.forEach((variable, at) => {
    if (variable < rows) duals[variable] = Math.max(0, tableau[at]?.[rows] ?? 0);
  });
  return duals;
}

/** Bland's rule: the lowest variable that qualifies; -1 where none does. */
function leastIndex(variables: readonly number[], qualifies: (at: number) => boolean): number {
  let best = -1;
  variables.forEach((variable, at) => {
    if (qualifies(at) && (best < 0 || variable < (variables[best] ?? 0))) best = at;
  });
  return best;
}

interface Corner {
  readonly tableau: readonly Float64Array[];
  readonly basis: readonly number[];
  readonly entering: number;
  readonly rows: number;
}

function tightest({ tableau, basis, entering, rows }: Corner): number {
  let best = -1;
  let least = Infinity;
  tableau.forEach((row, at) => {
    const factor = row[entering] ?? 0;
    if (factor <= EPSILON) return;
    const limit = (row[rows] ?? 0) / factor;
    if (limit < least || (limit === least && (basis[at] ?? 0) < (basis[best] ?? 0))) {
      least = limit;
      best = at;
    }
  });
  return best;
}

/** Swaps a basic and an outside variable; the entering column then belongs to the one that left. */
function pivot(tableau: readonly Float64Array[], leaving: number, entering: number): void {
  const row = tableau[leaving];
  if (row === undefined) return;
  const factor = row[entering] ?? 1;
  for (let at = 0; at < row.length; at += 1) row[at] = at === entering ? 1 / factor : (row[at] ?? 0) / factor;
  for (const other of tableau) {
    if (other === row) continue;
    const times = other[entering] ?? 0;
    if (times === 0) continue;
    for (let at = 0; at < other.length; at += 1) other[at] = (at === entering ? 0 : (other[at] ?? 0)) - times * (row[at] ?? 0);
  }
}

const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
