import { catalogTargets } from '../../catalog/catalog-rows.ts';
import { destinations, type Destination } from '../../catalog/price-destinations.ts';
import type { TargetRow } from '../../catalog/service-row.ts';
import type { MigrationFinding } from '../../finding/migration-finding.ts';

/** The destinations to estimate, each once, and what became of retired ones that were asked for. */
export interface AskedTargets {
  readonly active: readonly { readonly target: TargetRow; readonly destination: Destination | null }[];
  readonly historic: MigrationFinding['historic'];
}

/** Null asks for every active destination. A renamed or retired system is answered with what continues it, along the whole chain. */
export function askedTargets(ids: readonly string[] | null): AskedTargets {
  const rows = catalogTargets();
  const asked = ids === null ? destinations().map((one) => one.targetId) : [...new Set(ids)];
  const found = asked.map((id) => {
    const target = rows.find((row) => row.id === id);
    if (target === undefined) throw new RangeError(`no such target: ${id}`);
    return target;
  });
  const retired = found.filter((target) => target.status !== 'active');
  const continued = new Map(retired.map((target) => [target.id, continuedBy(target)]));
  const active = new Map<string, TargetRow>();
  for (const target of found) {
    const meant = target.status === 'active' ? target : (continued.get(target.id) ?? null);
    if (meant !== null) active.set(meant.id, meant);
  }
  return {
    active: [...active.values()].map((target) => ({
      target,
      destination: destinations().find((one) => one.targetId === target.id) ?? null,
    })),
    historic: retired
      .map((target) => ({ targetId: target.id, name: target.name, successorId: continued.get(target.id)?.id ?? null, notes: target.notes }))
      .sort((a, b) => (a.targetId < b.targetId ? -1 : 1)),
  };
}

/** The end of the chain of successors; null where it ends in something that is gone as well. */
function continuedBy(target: TargetRow): TargetRow | null {
  const seen = new Set<string>();
  let row = target;
  while (row.successor !== null && !seen.has(row.id)) {
    seen.add(row.id);
    const next: TargetRow | undefined = catalogTargets().find((one) => one.id === row.successor);
    if (next === undefined) return null;
    row = next;
  }
  return row.status === 'active' ? row : null;
}
