import type { CostGroup } from '../../focus/cost-question.ts';
import type { CommitmentTerm } from '../../focus/spend-line.ts';
import { add, attosOf, compare, money, moneyJson, ratio, scale, subtract, zero, type Money, type MoneyJson } from '../../money.ts';
import { addDays, daysBetween, isDay, type Day, type DayRange } from '../../time.ts';

/** What a night saw, as far as the next one compares with it. */
export interface NightState {
  /** Provider, service and currency of everything that was ever billed. */
  readonly services: readonly string[];
  /** Services whose week had jumped, so that a jump is told once. */
  readonly jumped: readonly string[];
  /** 0 to 100; null when there was nothing to analyse. */
  readonly lockedShare: number | null;
}

export interface NightInput {
  readonly today: Day;
  /** Billed cost by serviceProviderName and serviceName, of everything. */
  readonly services: readonly CostGroup[];
  /** The same of the last week that the bills cover, and of the week before. */
  readonly week: readonly CostGroup[];
  readonly weekBefore: readonly CostGroup[];
  readonly lockedShare: number | null;
  readonly commitments: readonly CommitmentTerm[];
}

export interface NightChanges {
  /** Billed for the first time since the night before. */
  readonly newServices: readonly { readonly provider: string; readonly service: string; readonly amount: MoneyJson }[];
  /** Weeks that cost clearly more than the week before; `change` is a fraction, null where nothing was billed before. */
  readonly jumps: readonly {
    readonly provider: string;
    readonly service: string;
    readonly from: MoneyJson;
    readonly to: MoneyJson;
    readonly change: number | null;
  }[];
  readonly endingCommitments: readonly {
    readonly provider: string;
    readonly commitmentId: string;
    /** The last day. */
    readonly endsOn: Day;
    readonly daysLeft: number;
    readonly cost: MoneyJson | null;
  }[];
  /** Locked shares of the night before and now, 0 to 100, where it rose. */
  readonly lockedShareRose: { readonly from: number; readonly to: number } | null;
}

/** A week counts as a jump when it costs so many times the week before ... */
const JUMP_FACTOR = '1.25';
/** ... and the rise is at least this share of all that the week before cost in the currency. */
const JUMP_SHARE_OF_TOTAL = 0.01;
const ENDING_WITHIN_DAYS = 90;
/** In points; less is noise of a month that is not over. */
const LOCKED_SHARE_RISE = 0.1;

/** The last week that bills up to a day cover, and the week before it. */
export const weeksUpTo = (last: Day): { readonly week: DayRange; readonly weekBefore: DayRange } => ({
  week: { from: addDays(last, -6), to: addDays(last, 1) },
  weekBefore: { from: addDays(last, -13), to: addDays(last, -6) },
});

/** What changed since the night before; without one, nothing is new. Bills that charge by the month have no weeks and no jumps. */
export function nightChanges(input: NightInput, before: NightState | null): { readonly changes: NightChanges; readonly state: NightState } {
  const billed = input.services.filter((group) => group.amount.attos !== 0n);
  const jumped = jumpsOf(input);
  const state = {
    services: billed.map(keyOf).sort(),
    jumped: jumped.map(({ group }) => keyOf(group)).sort(),
    // A night that could not analyse leaves the last known share to compare with.
    lockedShare: input.lockedShare ?? before?.lockedShare ?? null,
  };
  const known = new Set(before?.services ?? state.services);
  const told = new Set(before?.jumped ?? []);
  const changes = {
    newServices: billed.filter((group) => !known.has(keyOf(group))).map((group) => ({ ...named(group), amount: moneyJson(group.amount) })),
    // A service that is new has not jumped: it is told as new.
    jumps: jumped
      .filter(({ group }) => known.has(keyOf(group)) && !told.has(keyOf(group)))
      .map(({ group, from }) => ({
        ...named(group),
        from: moneyJson(from),
        to: moneyJson(group.amount),
        change: ratio(subtract(group.amount, from), from),
      })),
    endingCommitments: endingOf(input),
    lockedShareRose: riseOf(before?.lockedShare ?? null, input.lockedShare),
  };
  return { changes, state };
}

const keyOf = ({ key, amount }: CostGroup): string => JSON.stringify([key['serviceProviderName'], key['serviceName'], amount.currency]);

const named = ({ key }: CostGroup): { provider: string; service: string } => ({
  provider: key['serviceProviderName'] ?? '',
  service: key['serviceName'] ?? '',
});

function jumpsOf({ week, weekBefore }: NightInput): { readonly group: CostGroup; readonly from: Money }[] {
  const before = new Map(weekBefore.map((group) => [keyOf(group), group.amount]));
  const totals = new Map<string, Money>();
  for (const { amount } of weekBefore) totals.set(amount.currency, add(totals.get(amount.currency) ?? zero(amount.currency), amount));
  return week
    .map((group) => ({ group, from: before.get(keyOf(group)) ?? zero(group.amount.currency) }))
    .filter(({ group: { amount }, from }) => {
      const total = totals.get(amount.currency);
      // Without a week before there is nothing to compare with.
      if (total === undefined || compare(amount, scale(from, JUMP_FACTOR)) < 0) return false;
      return (ratio(subtract(amount, from), total) ?? 0) >= JUMP_SHARE_OF_TOTAL;
    })
    .sort((a, b) => compare(subtract(b.group.amount, b.from), { ...subtract(a.group.amount, a.from), currency: b.group.amount.currency }));
}

function endingOf({ today, commitments }: NightInput): NightChanges['endingCommitments'] {
  return commitments
    .filter((one) => isDay(one.periodEnd))
    .map((one) => {
      const cost = one.cost === null ? null : attosOf(one.cost);
      // FOCUS ends a period with the first moment after it.
      const endsOn = addDays(one.periodEnd, -1);
      return {
        provider: one.serviceProviderName,
        commitmentId: one.contractCommitmentId,
        endsOn,
        daysLeft: daysBetween(today, endsOn),
        cost: cost === null ? null : moneyJson(money(cost, one.billingCurrency)),
      };
    })
    .filter(({ daysLeft }) => daysLeft >= 0 && daysLeft <= ENDING_WITHIN_DAYS)
    .sort((a, b) => a.daysLeft - b.daysLeft || (a.commitmentId < b.commitmentId ? -1 : 1));
}

const riseOf = (from: number | null, to: number | null): NightChanges['lockedShareRose'] =>
  from !== null && to !== null && to - from >= LOCKED_SHARE_RISE ? { from, to } : null;
