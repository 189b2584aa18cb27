import { lockInConstant } from '../../catalog/lock-in-constants.ts';
import type { Money } from '../../money.ts';
import { pertMean, type WeekRange } from './exit-effort.ts';
import { FRACTION_SCALE, quotient, roundedDivision } from './fraction-scale.ts';
import { lockedWithReach, mostFreed, type LockedMoney, type ReachEdge, type WeightedCell } from './reach.ts';
import type { ServiceGroup } from './service-groups.ts';

/** What is known of the benefit of a move: probability x saving against effort x cost of a person-week. */
export interface MoveEconomics {
  readonly probability: number;
  readonly saving: Money;
  readonly personWeekCost: Money;
}

export interface MoveCandidate {
  readonly group: ServiceGroup;
  readonly substitute: string;
  /** Attos by which the locked spend falls when the service is replaced in place, reach included. */
  readonly lockedSpendReduced: bigint;
  readonly weeks: WeekRange;
  readonly hohpeTest: 'passed' | 'unknown';
}

export interface MoveQuestion {
  readonly cells: readonly WeightedCell[];
  readonly groups: readonly ServiceGroup[];
  readonly locked: LockedMoney;
  readonly edges: readonly ReachEdge[];
  /** By catalogue key of the service. */
  readonly economics: Readonly<Record<string, MoveEconomics>>;
}

const MOVES = 3;

/**
 * The three moves that reduce locked spend the most a person-week. A move whose expected benefit is below its cost
 * is refused (Hohpe's test); where the benefit is unknown the move says so. Lock-in model 0.1, section 9.
 */
export function cheapestMoves(question: MoveQuestion): MoveCandidate[] {
  const prospects = question.groups.flatMap((group) => prospectOf(group, question)).sort((a, b) => b.mostGain - a.mostGain);
  let best: MoveCandidate[] = [];
  for (const prospect of prospects) {
    const worst = best[MOVES - 1];
    if (worst !== undefined && prospect.mostGain < gain(worst)) break;
    best = [...best, ...candidateOf(prospect, question)].sort(byGain).slice(0, MOVES);
  }
  return best;
}

const byGain = (a: MoveCandidate, b: MoveCandidate): number => gain(b) - gain(a) || (a.group.serviceName < b.group.serviceName ? -1 : 1);

const gain = ({ lockedSpendReduced, weeks }: MoveCandidate): number => gainOf(lockedSpendReduced, weeks);

const gainOf = (attos: bigint, weeks: WeekRange): number => quotient(attos, 10n ** 18n) / pertMean(weeks);

/** A move with the most it can gain, so that only the prospects ones are computed in full. */
interface Prospect {
  readonly group: ServiceGroup;
  readonly substitute: string;
  readonly weeks: WeekRange;
  readonly mostGain: number;
}

function prospectOf(group: ServiceGroup, { locked, edges }: MoveQuestion): Prospect[] {
  const substitute = group.row?.replacements[0];
  if (group.weeks === null || substitute === undefined || pertMean(group.weeks) === 0) return [];
  const factor = 1 + lockInConstant('coordination');
  const weeks = { low: factor * group.weeks.low, likely: factor * group.weeks.likely, high: factor * group.weeks.high };
  const most = group.cells.reduce((sum, entry) => sum + mostFreed(entry, locked), 0n);
  const mostGain = isEdgeGlue(group, edges) ? Number.POSITIVE_INFINITY : gainOf(roundedDivision(most, FRACTION_SCALE), weeks);
  return [{ group, substitute, weeks, mostGain }];
}

function candidateOf({ group, substitute, weeks }: Prospect, question: MoveQuestion): MoveCandidate[] {
  const lockedSpendReduced = reductionBy(group, question);
  if (lockedSpendReduced <= 0n) return [];
  const hohpeTest = hohpeTestOf(weeks, group.cells[0]?.cell.catalogKey ?? '', question.economics);
  return hohpeTest === 'failed' ? [] : [{ group, substitute, lockedSpendReduced, weeks, hohpeTest }];
}

const isEdgeGlue = (group: ServiceGroup, edges: readonly ReachEdge[]): boolean =>
  edges.some((edge) => edge.glue.provider === group.provider && edge.glue.serviceName === group.serviceName);

/** Locked money of the accounts that hold the service, before less after it has become portable and leans on no glue. */
function reductionBy(group: ServiceGroup, { cells, locked, edges }: MoveQuestion): bigint {
  const moved = new Set(group.cells.map(({ cell }) => cell.id));
  const provider = group.provider;
  const accounts = new Set(group.cells.map(({ cell }) => cell.subAccountId));
  const everywhere = isEdgeGlue(group, edges);
  const affected = cells.filter(({ cell }) => cell.provider === provider && (everywhere || accounts.has(cell.subAccountId)));
  const after = affected.map(({ cell, weight }) => ({
    cell: moved.has(cell.id) && cell.score !== null ? { ...cell, row: null, score: { ...cell.score, score: 0 } } : cell,
    weight,
  }));
  const kept = edges.filter(
    (edge) => ![edge.glue, edge.dependant].some((end) => end.provider === provider && end.serviceName === group.serviceName),
  );
  const before = affected.reduce((sum, { cell }) => sum + (locked.withReach.get(cell.id) ?? 0n), 0n);
  const left = [...lockedWithReach(after, kept).values()].reduce((sum, part) => sum + part, 0n);
  return before > left ? roundedDivision(before - left, FRACTION_SCALE) : 0n;
}

function hohpeTestOf(weeks: WeekRange, catalogKey: string, economics: MoveQuestion['economics']): MoveCandidate['hohpeTest'] | 'failed' {
  const known = economics[catalogKey];
  if (known === undefined || known.saving.currency !== known.personWeekCost.currency) return 'unknown';
  const benefit = known.probability * quotient(known.saving.attos, 10n ** 18n);
  return benefit >= pertMean(weeks) * quotient(known.personWeekCost.attos, 10n ** 18n) ? 'passed' : 'failed';
}
