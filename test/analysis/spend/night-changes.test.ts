import { describe, expect, test } from 'vitest';
import { nightChanges, weeksUpTo, type NightInput } from '../../../src/analysis/spend/night-changes.ts';
import type { CostGroup } from '../../../src/focus/cost-question.ts';
import { attosOf, money } from '../../../src/money.ts';

const group = (serviceName: string, amount: string, currency = 'USD'): CostGroup => ({
  key: { serviceProviderName: 'AWS', serviceName },
  amount: money(attosOf(amount) ?? 0n, currency),
  rowCount: 1,
  knownRowCount: 1,
});

const commitment = (id: string, periodEnd: string) => ({
  contractCommitmentId: id,
  serviceProviderName: 'AWS',
  periodStart: '2025-01-01',
  periodEnd,
  cost: '100',
  billingCurrency: 'USD',
});

const QUIET: NightInput = {
  today: '2026-11-25',
  services: [group('A', '500'), group('B', '9')],
  week: [group('A', '100'), group('B', '2')],
  weekBefore: [group('A', '100'), group('B', '2')],
  lockedShare: 40,
  commitments: [],
};

describe('what changed in a night', () => {
  test('is nothing where all is as it was', () => {
    const { state } = nightChanges(QUIET, null);
    const nothing = { newServices: [], jumps: [], endingCommitments: [], lockedShareRose: null };
    expect(nightChanges(QUIET, state).changes).toEqual(nothing);
    expect(nightChanges(QUIET, null).changes).toEqual(nothing);
  });

  test('is a new service once, in the currency it is billed in', () => {
    const { state } = nightChanges(QUIET, null);
    const more = { ...QUIET, services: [...QUIET.services, group('A', '7', 'EUR'), group('C', '0')] };
    const night = nightChanges(more, state);
    expect(night.changes.newServices).toEqual([{ provider: 'AWS', service: 'A', amount: { amount: '7.000000000', currency: 'EUR' } }]);
    expect(nightChanges(more, night.state).changes.newServices).toEqual([]);
  });

  test('is a jump once, where it is a quarter more and a hundredth of all', () => {
    const { state } = nightChanges(QUIET, null);
    const dear = { ...QUIET, week: [group('A', '125'), group('B', '3')] };
    const night = nightChanges(dear, state);
    expect(night.changes.jumps.map(({ service, change }) => [service, change])).toEqual([['A', 0.25]]);
    expect(nightChanges(dear, night.state).changes.jumps).toEqual([]);
    expect(nightChanges({ ...QUIET, week: [group('A', '124.99'), group('B', '3')] }, state).changes.jumps).toEqual([]);
  });

  test('names commitments from the ninetieth day before their last', () => {
    const commitments = [
      commitment('last', '2026-11-26'),
      commitment('far', '2027-02-25'),
      commitment('near', '2027-02-24'),
      commitment('over', '2026-11-25'),
    ];
    const { changes } = nightChanges({ ...QUIET, commitments }, null);
    expect(changes.endingCommitments.map(({ commitmentId, endsOn, daysLeft }) => [commitmentId, endsOn, daysLeft])).toEqual([
      ['last', '2026-11-25', 0],
      ['near', '2027-02-23', 90],
    ]);
  });

  test('is a locked share that rose, compared with the last night that knew one', () => {
    const { state } = nightChanges(QUIET, null);
    const blind = nightChanges({ ...QUIET, lockedShare: null }, state);
    expect(blind.changes.lockedShareRose).toBeNull();
    expect(nightChanges({ ...QUIET, lockedShare: 42 }, blind.state).changes.lockedShareRose).toEqual({ from: 40, to: 42 });
    expect(nightChanges({ ...QUIET, lockedShare: 38 }, state).changes.lockedShareRose).toBeNull();
  });

  test('compares two whole weeks that touch', () => {
    expect(weeksUpTo('2026-11-24')).toEqual({
      week: { from: '2026-11-18', to: '2026-11-25' },
      weekBefore: { from: '2026-11-11', to: '2026-11-18' },
    });
  });
});
