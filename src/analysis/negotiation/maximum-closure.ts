interface Edge {
  readonly to: number;
  capacity: number;
  /** Position of the opposite edge in the list of `to`. */
  readonly back: number;
}

/**
 * The smallest set of largest weight that holds, with each member, every allowed member it requires: source to what
 * gains, what costs to sink, requirements without limit, and the source's side of a minimum cut. `requires` must be
 * transitive or lead through allowed members; members outside `allowed` count as already there.
 */
export function maximumClosure(
  weights: readonly number[],
  requires: readonly (readonly number[])[],
  allowed: ReadonlySet<number>,
): number[] {
  const gaining = [...allowed].filter((index) => (weights[index] ?? 0) > 0);
  const binds = gaining.some((index) => (requires[index] ?? []).some((one) => allowed.has(one) && (weights[one] ?? 0) <= 0));
  if (!binds) return gaining;
  const source = weights.length;
  const sink = source + 1;
  const graph: Edge[][] = Array.from({ length: weights.length + 2 }, () => []);
  for (const index of allowed) {
    const weight = weights[index] ?? 0;
    if (weight > 0) connect(graph, { from: source, to: index, capacity: weight });
    else connect(graph, { from: index, to: sink, capacity: -weight });
    for (const one of requires[index] ?? []) {
      if (allowed.has(one)) connect(graph, { from: index, to: one, capacity: Number.POSITIVE_INFINITY });
    }
  }
  const negligible = 1e-13 * weights.reduce((sum, weight) => sum + Math.abs(weight), 0);
  for (;;) {
    const reached = reach(graph, { source, sink, negligible });
    if (!reached.has(sink)) return [...reached.keys()].filter((node) => node !== source);
    pushAlong(graph, reached, { source, sink });
  }
}

function connect(graph: Edge[][], { from, to, capacity }: { from: number; to: number; capacity: number }): void {
  const [forward, backward] = [graph[from] ?? [], graph[to] ?? []];
  forward.push({ to, capacity, back: backward.length });
  backward.push({ to: from, capacity: 0, back: forward.length - 1 });
}

interface Ends {
  readonly source: number;
  readonly sink: number;
}

/** The edge by which each node was reached from the source, breadth first, over edges with capacity left. */
function reach(graph: readonly Edge[][], { source, sink, negligible }: Ends & { readonly negligible: number }): Map<number, Edge | null> {
  const reached = new Map<number, Edge | null>([[source, null]]);
  const queue = [source];
  for (let at = 0; at < queue.length && !reached.has(sink); at += 1) {
    for (const edge of graph[queue[at] ?? source] ?? []) {
      if (edge.capacity <= negligible || reached.has(edge.to)) continue;
      reached.set(edge.to, edge);
      queue.push(edge.to);
    }
  }
  return reached;
}

/** Sends as much as the path to the sink can take. */
function pushAlong(graph: readonly Edge[][], reached: ReadonlyMap<number, Edge | null>, { source, sink }: Ends): void {
  const path: Edge[] = [];
  for (let node = sink; node !== source;) {
    const edge = reached.get(node) ?? null;
    if (edge === null) return;
    path.push(edge);
    node = graph[edge.to]?.[edge.back]?.to ?? source;
  }
  const amount = Math.min(...path.map((edge) => edge.capacity));
  for (const edge of path) {
    const opposite = graph[edge.to]?.[edge.back];
    edge.capacity -= amount;
    if (opposite !== undefined) opposite.capacity += amount;
  }
}
