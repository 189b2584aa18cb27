import type { CaseGroup } from '../../finding/negotiation-case.ts';

/** Which groups can leave together; the same for every change of the case's numbers. */
export interface PortfolioSpace {
  readonly names: readonly string[];
  /** Indexes of groups that can leave: movable, with everything they require; required groups come first. */
  readonly eligible: readonly number[];
  /** Per group of the case: the indexes it requires, directly or through others, without itself. */
  readonly requires: readonly (readonly number[])[];
  /** Every closed set, each after the one it grows from; null where there are too many to look at. */
  readonly closedSets: readonly ClosedSet[] | null;
}

/** A closed set as another one and the group added to it. The first is the empty set. */
export interface ClosedSet {
  readonly parent: number;
  /** -1 for the empty set. */
  readonly added: number;
}

/** Up to this many groups looking at every closed set is fastest; above it a cut decides, as exactly. */
const ENUMERATE_UP_TO = 10;

/** The space of a case. `requires` must name groups of the case and hold no cycle. */
export function portfolioSpace(groups: readonly CaseGroup[]): PortfolioSpace {
  const indexOf = new Map(groups.map((group, index) => [group.name, index]));
  const direct = groups.map((group) => group.requires.flatMap((name) => indexOf.get(name) ?? []));
  const requires = groups.map((_, index) => reachable(direct, index));
  const eligible = groups
    .map((_, index) => index)
    .filter((index) => [index, ...(requires[index] ?? [])].every((one) => groups[one]?.movable === true))
    .toSorted((a, b) => (requires[a]?.length ?? 0) - (requires[b]?.length ?? 0) || a - b);
  const closedSets = eligible.length <= ENUMERATE_UP_TO ? allClosedSets(eligible, requires) : null;
  return { names: groups.map((group) => group.name), eligible, requires, closedSets };
}

/** Groups are added in the order of `eligible`, so that a group comes only after all it requires. */
function allClosedSets(eligible: readonly number[], requires: readonly (readonly number[])[]): ClosedSet[] {
  const sets: ClosedSet[] = [{ parent: 0, added: -1 }];
  const holds = (at: number, index: number): boolean => {
    for (let set = at; set !== 0; set = sets[set]?.parent ?? 0) if (sets[set]?.added === index) return true;
    return false;
  };
  for (const index of eligible) {
    const before = sets.length;
    for (let at = 0; at < before; at += 1) {
      if ((requires[index] ?? []).every((one) => holds(at, one))) sets.push({ parent: at, added: index });
    }
  }
  return sets;
}

function reachable(direct: readonly (readonly number[])[], start: number): number[] {
  const found = new Set<number>();
  const open = [...(direct[start] ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    open.push(...(direct[next] ?? []));
  }
  found.delete(start);
  return [...found];
}

/** A set of groups by index, ascending, with what leaving with them gains over the baseline. */
export interface Portfolio {
  readonly leaving: readonly number[];
  readonly gain: number;
}

/** Keeps the better of the sets offered to it: larger gain; within rounding the smaller set, then the first by names. */
export interface Contest {
  readonly best: () => Portfolio;
  readonly offer: (leaving: readonly number[], gain: number) => void;
  /** True when a gain of at most `bound` cannot win any more. */
  readonly isHopeless: (bound: number) => boolean;
}

/** A contest that the empty set, which gains 0, has already entered. `scale` is the money that rounding is measured by. */
export function portfolioContest(space: PortfolioSpace, scale: number): Contest {
  const tolerance = 1e-12 * Math.abs(scale);
  let best: Portfolio = { leaving: [], gain: 0 };
  const namesOf = (leaving: readonly number[]): string[] => leaving.map((index) => space.names[index] ?? '').toSorted();
  const comesFirst = (leaving: readonly number[]): boolean => {
    if (leaving.length !== best.leaving.length) return leaving.length < best.leaving.length;
    const [names, others] = [namesOf(leaving), namesOf(best.leaving)];
    const differing = names.findIndex((name, index) => name !== others[index]);
    return differing >= 0 && (names[differing] ?? '') < (others[differing] ?? '');
  };
  return {
    best: () => best,
    isHopeless: (bound) => bound < best.gain - tolerance,
    offer: (leaving, gain) => {
      if (gain < best.gain - tolerance || (gain <= best.gain + tolerance && !comesFirst(leaving))) return;
      best = { leaving: leaving.toSorted((a, b) => a - b), gain };
    },
  };
}
