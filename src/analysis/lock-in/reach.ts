import { GLUE_KINDS, lockInConstant } from '../../catalog/lock-in-constants.ts';
import { serviceByName } from '../../catalog/service-lookup.ts';
import { PROVIDERS } from '../../catalog/service-row.ts';
import { FRACTION_SCALE, scaledFraction } from './fraction-scale.ts';
import type { SpendCell } from './spend-cells.ts';
import { lockedFraction, scoreService } from './service-score.ts';

/** A cell as the roll-up sees it: its weight in the currency of the pool. */
export interface WeightedCell {
  readonly cell: SpendCell;
  readonly weight: bigint;
}

interface ServiceAddress {
  readonly provider: string;
  /** Null: any sub account. */
  readonly subAccountId: string | null;
  readonly serviceName: string;
}

/** Evidence that spend depends on a glue service: from inventory, infrastructure code, event sources or trust policies. */
export interface ReachEdge {
  readonly glue: ServiceAddress;
  readonly dependant: ServiceAddress;
  /** 1 synchronous or source of truth for access, 0.6 asynchronous, 0.3 operations only. */
  readonly rho: number;
  /** Part of the dependant's spend that depends, 0 to 1. */
  readonly dependentShare: number;
}

/** Locked money of each cell, in attos times FRACTION_SCALE of the pool's currency. */
export interface LockedMoney {
  readonly base: ReadonlyMap<string, bigint>;
  readonly withReach: ReadonlyMap<string, bigint>;
  readonly withoutCap: ReadonlyMap<string, bigint>;
}

interface Part {
  readonly cellId: string;
  readonly amount: bigint;
  readonly fraction: bigint;
}

const isGlue = (cell: SpendCell): boolean => GLUE_KINDS.some((kind) => kind === cell.row?.kind);

const ownFraction = (cell: SpendCell): number => (cell.score === null ? 0 : lockedFraction(cell.score.score));

/**
 * Locked money by cell: h = max(0, (T - 25) / 75) of its spend, lifted to 0.6 rho h(glue) where it depends on glue.
 * Evidence edges lift the dependent part; with the bill alone, a glue line lifts at most 20 times its own spend in
 * its own account, lowest h first. Unclassified cells are left to the interval. Lock-in model 0.1, section 4.
 */
export function lockedMoney(cells: readonly WeightedCell[], edges: readonly ReachEdge[]): LockedMoney {
  const base = new Map<string, bigint>();
  const withoutCap = new Map<string, bigint>();
  for (const account of accountsOf(cells)) {
    account.forEach(({ cell, weight }) => base.set(cell.id, weight * scaledFraction(ownFraction(cell))));
    sumInto(withoutCap, liftByPrior(partsOf(account, edges), account, null));
  }
  return { base, withReach: lockedWithReach(cells, edges), withoutCap };
}

/** Locked money with evidence and the capped prior alone: the numerator of the locked share, by cell. */
export function lockedWithReach(cells: readonly WeightedCell[], edges: readonly ReachEdge[]): Map<string, bigint> {
  const withReach = new Map<string, bigint>();
  const cap = BigInt(lockInConstant('priorCap'));
  for (const account of accountsOf(cells)) sumInto(withReach, liftByPrior(partsOf(account, edges), account, cap));
  return withReach;
}

/** The most that a cell's becoming portable can free: its own locked money, and what it may lift as glue. */
export function mostFreed({ cell, weight }: WeightedCell, locked: LockedMoney): bigint {
  const lift = isGlue(cell) ? weight * BigInt(lockInConstant('priorCap')) * scaledFraction(liftLevel(ownFraction(cell), 1)) : 0n;
  return (locked.withReach.get(cell.id) ?? 0n) + lift;
}

/** Classified cells by provider and sub account. */
function accountsOf(cells: readonly WeightedCell[]): WeightedCell[][] {
  const accounts = new Map<string, WeightedCell[]>();
  for (const entry of cells) {
    if (entry.cell.score === null) continue;
    const key = `${entry.cell.provider}\n${entry.cell.subAccountId}`;
    const account = accounts.get(key);
    if (account === undefined) accounts.set(key, [entry]);
    else account.push(entry);
  }
  return [...accounts.values()];
}

const partsOf = (account: readonly WeightedCell[], edges: readonly ReachEdge[]): Part[] =>
  account.flatMap((entry) => partsWithEvidence(entry, edges));

/** Splits a cell by the evidence edges that point at it. Parts overlap as far as they can: the smallest lift that the edges prove. */
function partsWithEvidence({ cell, weight }: WeightedCell, edges: readonly ReachEdge[]): Part[] {
  const own = ownFraction(cell);
  const lifts = edges
    .filter((edge) => addresses(edge.dependant, cell))
    .map((edge) => ({ level: liftLevel(glueFraction(edge.glue), edge.rho), share: Math.min(1, Math.max(0, edge.dependentShare)) }))
    .filter(({ level }) => level > own)
    .sort((a, b) => b.level - a.level || a.share - b.share);
  const parts: Part[] = [];
  let covered = 0n;
  for (const { level, share } of lifts) {
    const until = (weight * scaledFraction(share)) / FRACTION_SCALE;
    if (until > covered) {
      parts.push({ cellId: cell.id, amount: until - covered, fraction: scaledFraction(level) });
      covered = until;
    }
  }
  return weight > covered || parts.length === 0
    ? [...parts, { cellId: cell.id, amount: weight - covered, fraction: scaledFraction(own) }]
    : parts;
}

const liftLevel = (fractionOfGlue: number, rho: number): number => lockInConstant('reachFactor') * rho * fractionOfGlue;

const addresses = (address: ServiceAddress, cell: SpendCell): boolean =>
  address.provider === cell.provider &&
  address.serviceName === cell.serviceName &&
  (address.subAccountId === null || address.subAccountId === cell.subAccountId);

function glueFraction({ provider, serviceName }: ServiceAddress): number {
  const known = PROVIDERS.find((id) => id === provider);
  const row = known === undefined ? null : serviceByName(known, serviceName);
  return row === null ? 0 : lockedFraction(scoreService(row).score);
}

/** Strongest glue first; each lifts the money that is lowest by then. A null cap lifts everything below its level. */
function liftByPrior(parts: readonly Part[], account: readonly WeightedCell[], cap: bigint | null): Part[] {
  const glue = account
    .filter(({ cell, weight }) => isGlue(cell) && weight > 0n)
    .map(({ cell, weight }) => ({ level: scaledFraction(liftLevel(ownFraction(cell), 1)), weight, id: cell.id }))
    .sort((a, b) => (a.level === b.level ? compareText(a.id, b.id) : a.level > b.level ? -1 : 1));
  let current = [...parts];
  for (const { level, weight } of glue) {
    let budget = cap === null ? null : cap * weight;
    current.sort((a, b) => (a.fraction === b.fraction ? compareText(a.cellId, b.cellId) : a.fraction < b.fraction ? -1 : 1));
    current = current.flatMap((part) => {
      if (part.fraction >= level || budget === 0n) return [part];
      const lifted = budget === null || part.amount <= budget ? part.amount : budget;
      if (budget !== null) budget -= lifted;
      const rest = part.amount - lifted;
      return [{ ...part, amount: lifted, fraction: level }, ...(rest > 0n ? [{ ...part, amount: rest }] : [])];
    });
  }
  return current;
}

const compareText = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

function sumInto(sums: Map<string, bigint>, parts: readonly Part[]): void {
  for (const { cellId, amount, fraction } of parts) sums.set(cellId, (sums.get(cellId) ?? 0n) + amount * fraction);
}
