import { resourceLabel } from './line-texts.ts';
import type { LineGroup } from './portfolio-items.ts';
import { regionOf, type PlacedLine } from './placed-line.ts';
import { capacityOf } from './processor-use.ts';
import { countOf, gibHoursOf } from './usage-unit.ts';

/** What a group of lines lacks to be a workload of its own. */
type Lack = 'processors' | 'duration';

/**
 * Some bills name processors and memory, or seconds and calls, under different resources. A group that has only the lesser
 * half joins those beside it (same account, region, kind) whose names begin with its name; one without a name joins them all.
 */
export function joinedGroups(groups: readonly LineGroup[]): LineGroup[] {
  const scopes = Map.groupBy(groups, scopeOf);
  return [...scopes.values()].flatMap((scope) => joinedScope(scope));
}

function joinedScope(scope: readonly LineGroup[]): readonly LineGroup[] {
  let left = [...scope];
  for (const group of scope) {
    const lack = lackOf(group);
    if (lack === null) continue;
    const label = labelOf(group);
    const others = left.filter((other) => other !== group && has(other, lack));
    const named = others.filter((other) => labelOf(other).startsWith(label));
    const joined = label === '' ? others : named;
    if (joined.length === 0) continue;
    const [first, ...rest] = group;
    const members: LineGroup = [first, ...rest, ...joined.flat()];
    left = [...left.filter((other) => other !== group && !joined.includes(other)), members];
  }
  return left;
}

const scopeOf = ([{ line, provider, serviceName, place }]: LineGroup): string =>
  JSON.stringify([place.kind, place.kind === 'compute' ? place.runs : '', provider, serviceName, line.subAccountId, regionOf(line)]);

const labelOf = ([{ line }]: LineGroup): string => resourceLabel(line).toLowerCase();

function lackOf(group: LineGroup): Lack | null {
  const [{ place }] = group;
  if (place.kind === 'compute') {
    const all = group.map(({ line }) => capacityOf(line)).filter((capacity) => capacity !== null);
    return all.length > 0 && all.every(({ machine, vcpu }) => machine === 0 && vcpu === 0) ? 'processors' : null;
  }
  return place.kind === 'function' && !hasDuration(group) && hasCalls(group) ? 'duration' : null;
}

const hasDuration = (group: readonly PlacedLine[]): boolean => group.some(({ line }) => gibHoursOf(line) !== null);

const hasCalls = (group: readonly PlacedLine[]): boolean => group.some(({ line, usd }) => usd > 0n && (countOf(line) ?? 0) > 0);

/** Whether a group has what the other lacks, and not what the other brings. */
function has(group: LineGroup, lack: Lack): boolean {
  if (lack === 'duration') return hasDuration(group);
  const all = group.map(({ line }) => capacityOf(line)).filter((capacity) => capacity !== null);
  return all.some(({ vcpu }) => vcpu > 0) && all.every(({ gib, machine }) => gib === 0 && machine === 0);
}
