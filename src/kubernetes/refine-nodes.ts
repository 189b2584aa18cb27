import { cheapestHolder, type FilledNode, type FillPlan } from './fill-plan.ts';
import { RESOURCES } from './fluid.ts';

/** Nodes that the drain search tries to empty, the least worth their price first. */
const DRAINS = 24;
/** After so many that cannot be emptied, fuller ones are not tried. */
const FAILURES = 4;

interface DraftNode {
  offer: number;
  zone: number;
  readonly counts: Map<number, number>;
  readonly used: Float64Array;
}

/** Drains the nodes that hold least for their price into the room of others (best fit). */
export function drainedNodes(plan: FillPlan, filled: readonly FilledNode[]): FilledNode[] {
  const drafts = filled.map(draftOf);
  drainNodes(plan, drafts);
  return drafts.map(({ offer, zone, counts, used }) => ({ offer, zone, rows: [...counts.keys()], counts: [...counts.values()], used }));
}

/** Gives each node the cheapest offer that still holds its content. */
export const downsizedNodes = (plan: FillPlan, nodes: readonly FilledNode[]): FilledNode[] =>
  nodes.map((node) => {
    const offer = cheapestHolder(plan, node.used, node.rows);
    return offer < 0 ? node : { ...node, offer };
  });

const draftOf = ({ offer, zone, rows, counts, used }: FilledNode): DraftNode => ({
  offer,
  zone,
  counts: new Map(rows.map((row, at) => [row, counts[at] ?? 0])),
  used: Float64Array.from(used),
});

/** Shares of the whole demand that a node holds, for its price: small nodes and empty ones come first. */
function worth({ offers, demand }: FillPlan, { offer, used }: DraftNode): number {
  let share = 0;
  for (let resource = 0; resource < RESOURCES; resource += 1) {
    const whole = demand[resource] ?? 0;
    if (whole > 0 && resource !== 2) share += (used[resource] ?? 0) / whole;
  }
  return share / Math.max(1, offers[offer]?.price ?? 0);
}

function drainNodes(plan: FillPlan, drafts: DraftNode[]): void {
  const order = drafts
    .map((draft, at) => ({ draft, at, worth: worth(plan, draft) }))
    .sort((a, b) => a.worth - b.worth || a.at - b.at)
    .slice(0, DRAINS);
  let failures = 0;
  for (const { draft } of order) {
    if (drafts.length === 1 || failures === FAILURES) return;
    if (drain(plan, draft, drafts)) drafts.splice(drafts.indexOf(draft), 1);
    else failures += 1;
  }
}

/** Moves all pods of a node to others; puts them back and answers false where one has no place. */
function drain(plan: FillPlan, from: DraftNode, drafts: readonly DraftNode[]): boolean {
  const moved: { row: number; to: DraftNode; zone: number }[] = [];
  const rows = [...from.counts].sort(
    ([a], [b]) => (plan.demands[b * RESOURCES + 1] ?? 0) - (plan.demands[a * RESOURCES + 1] ?? 0) || a - b,
  );
  for (const [row, count] of rows) {
    for (let pod = 0; pod < count; pod += 1) {
      const to = bestRoom(plan, row, { from, drafts });
      if (to === null) {
        moved.reverse().forEach((move) => {
          shift(plan, move.to, { row: move.row, by: -1 });
          move.to.zone = move.zone;
        });
        return false;
      }
      moved.push({ row, to, zone: to.zone });
      shift(plan, to, { row, by: 1 });
      const zone = plan.zones[row] ?? -1;
      if (zone >= 0) to.zone = zone;
    }
  }
  return true;
}

/** The node with the least room left, as a share of its capacity, that takes one more pod of the row. */
function bestRoom(plan: FillPlan, row: number, { from, drafts }: { from: DraftNode; drafts: readonly DraftNode[] }): DraftNode | null {
  let best: DraftNode | null = null;
  let least = Infinity;
  for (const draft of drafts) {
    if (draft === from) continue;
    const room = roomAfter(plan, draft, row);
    if (room < least) {
      least = room;
      best = draft;
    }
  }
  return best;
}

/** Room left after one more pod, as a sum of shares; Infinity where it does not go there. */
function roomAfter(plan: FillPlan, draft: DraftNode, row: number): number {
  const capacity = plan.offers[draft.offer]?.capacity;
  const zone = plan.zones[row] ?? -1;
  if (capacity === undefined || plan.eligible[plan.kinds[row] ?? 0]?.[draft.offer] !== 1) return Infinity;
  let room = 0;
  for (let resource = 0; resource < RESOURCES; resource += 1) {
    const whole = capacity[resource] ?? 0;
    const after = whole - (draft.used[resource] ?? 0) - (plan.demands[row * RESOURCES + resource] ?? 0);
    if (after < 0) return Infinity;
    if (whole > 0) room += after / whole;
  }
  if (zone >= 0 && draft.zone >= 0 && draft.zone !== zone) return Infinity;
  return (draft.counts.get(row) ?? 0) >= (plan.perNode[row] ?? 0) ? Infinity : room;
}

function shift(plan: FillPlan, draft: DraftNode, { row, by }: { row: number; by: number }): void {
  for (let resource = 0; resource < RESOURCES; resource += 1)
    draft.used[resource] = (draft.used[resource] ?? 0) + by * (plan.demands[row * RESOURCES + resource] ?? 0);
  const count = (draft.counts.get(row) ?? 0) + by;
  if (count === 0) draft.counts.delete(row);
  else draft.counts.set(row, count);
}
