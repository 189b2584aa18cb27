import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  billingPeriodOf,
  dayNumber,
  dayOf,
  daysBetween,
  dayText,
  firstDayOf,
  isBillingPeriod,
  isDay,
  monthsBetween,
  secondsBetween,
} from '../src/time.ts';

const number = fc.integer({ min: -25_000, max: 60_000 });

describe('days', () => {
  it('count from 1970-01-01 in UTC', () => {
    expect(dayNumber('1970-01-01')).toBe(0);
    expect(dayNumber('2024-02-29')).toBe(19_782);
    expect(dayText(19_782)).toBe('2024-02-29');
  });

  it('come back from their number unchanged', () => {
    fc.assert(fc.property(number, (n) => dayNumber(dayText(n)) === n));
  });

  it.each(['2023-02-29', '2024-13-01', '2024-00-10', '2024-1-1', '20240101', '2024-01-01T00:00:00Z', '', 'today'])(
    '%j is not one',
    (text) => {
      expect(isDay(text)).toBe(false);
      expect(() => dayNumber(text)).toThrow(`not a day: ${text}`);
    },
  );

  it('are the same distance apart from both ends', () => {
    fc.assert(fc.property(number, number, (a, b) => daysBetween(dayText(a), dayText(b)) === -daysBetween(dayText(b), dayText(a))));
  });

  it('cross months, leap days and years', () => {
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01');
    expect(addDays('2025-01-01', -1)).toBe('2024-12-31');
    expect(monthsBetween('2024-01-01', '2025-01-01')).toBeCloseTo(12.02, 2);
  });
});

describe('billing periods', () => {
  it('are months of the calendar', () => {
    expect(isBillingPeriod('2024-12')).toBe(true);
    expect(['2024-13', '2024', '2024-1', '2024-01-01'].filter(isBillingPeriod)).toEqual([]);
    expect(billingPeriodOf('2024-09-17')).toBe('2024-09');
    expect(firstDayOf('2024-09')).toBe('2024-09-01');
  });

  it('are added across years in both directions', () => {
    expect(addMonths('2024-11', 3)).toBe('2025-02');
    expect(addMonths('2024-01', -1)).toBe('2023-12');
    expect(addMonths('2024-05', -29)).toBe('2021-12');
  });

  it('come back after going there and back again', () => {
    fc.assert(
      fc.property(number, fc.integer({ min: -600, max: 600 }), (n, months) => {
        const period = billingPeriodOf(dayText(n));
        return addMonths(addMonths(period, months), -months) === period;
      }),
    );
  });
});

describe('instants', () => {
  it('fall on a day of UTC and are seconds apart', () => {
    expect(dayOf('2026-03-01T23:59:59Z')).toBe('2026-03-01');
    expect(secondsBetween('2026-03-01T00:00:00Z', '2026-03-01T00:01:30Z')).toBe(90);
  });
});
