import { describe, expect, it } from 'vitest';
import { runRateWindow } from '../../src/store/run-rate-window.ts';
import { storeWith } from './sample-charges.ts';

const TODAY = '2026-11-25';

const days = (list: readonly string[], provider = 'AWS') =>
  list.map((day) => ({ day, dimensions: { serviceProviderName: provider }, costs: { billedCost: '1' } }));

const windowOf = async (charges: Parameters<typeof storeWith>[0], asOf: string | null = null) =>
  runRateWindow(storeWith(charges).db, asOf, TODAY);

describe('the window of a run-rate', () => {
  it('is the last three complete months', async () => {
    const window = await windowOf(days(['2026-01-05', '2026-02-05', '2026-03-05', '2026-04-05', '2026-04-30']));
    expect(window).toEqual({ range: { from: '2026-02-01', to: '2026-05-01' }, months: 3, asOf: '2026-04-30', providersOutside: [] });
  });

  it('leaves out a month that still runs when a complete one is there', async () => {
    const window = await windowOf(days(['2026-03-31', '2026-04-12']));
    expect(window?.range).toEqual({ from: '2026-03-01', to: '2026-04-01' });
  });

  it('cuts a single running month at its last day', async () => {
    const window = await windowOf(days(['2026-04-02', '2026-04-15']));
    expect(window?.range).toEqual({ from: '2026-04-01', to: '2026-04-16' });
    expect(window?.months).toBeCloseTo(15 / 30.4375, 12);
  });

  it('stops at a month without charges, which would dilute the rate', async () => {
    const window = await windowOf(days(['2026-01-31', '2026-03-31', '2026-04-30']));
    expect(window?.range).toEqual({ from: '2026-03-01', to: '2026-05-01' });
    expect(window?.months).toBe(2);
  });

  it('looks no further than the day asked for', async () => {
    const window = await windowOf(days(['2026-02-28', '2026-03-31', '2026-04-30']), '2026-03-31');
    expect(window).toMatchObject({ range: { from: '2026-02-01', to: '2026-04-01' }, asOf: '2026-03-31' });
    expect(await windowOf(days(['2026-02-28']), '2026-01-31')).toBeNull();
  });

  it('names providers whose charges all lie outside', async () => {
    const window = await windowOf([...days(['2025-01-31'], 'Google Cloud'), ...days(['2026-04-30'])]);
    expect(window?.providersOutside).toEqual(['Google Cloud']);
  });

  it('takes a bill without dates as one month, and an empty database as nothing', async () => {
    expect(await windowOf(days(['']))).toEqual({ range: null, months: 1, asOf: TODAY, providersOutside: [] });
    expect(await windowOf([])).toBeNull();
  });
});
