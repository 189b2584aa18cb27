import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { benchmarkEntryUsd, benchmarkFor, discountBenchmarks } from '../../src/catalog/discount-benchmarks.ts';
import { legalDates, legalDatesOf, negotiationFactsVersion } from '../../src/catalog/legal-dates.ts';
import { nextFiscalYearEnd, quarterEndsBetween, signatureTiming, timingOf, vendorCalendar } from '../../src/catalog/signature-timing.ts';
import { dayOfRule, vendorCalendars } from '../../src/catalog/vendor-calendar.ts';
import { knownVendorId, vendorId } from '../../src/catalog/vendor-names.ts';
import { addDays, daysBetween, dayText } from '../../src/time.ts';

const days = fc.integer({ min: 14_000, max: 30_000 }).map(dayText);
const calendars = vendorCalendars();
const vendors = fc.constantFrom(...calendars.map((row) => row.id));
const isFixed = (rule: string): boolean => /^\d\d-\d\d$/.test(rule);

describe('discount benchmarks', () => {
  it('keep every row with source, date and grade, and tell our own synthesis from claims of others', () => {
    const rows = discountBenchmarks();
    expect(rows.length).toBeGreaterThanOrEqual(55);
    expect(new Set(rows.map((row) => row.id)).size).toBe(rows.length);
    expect(rows.filter((row) => row.synthesis !== /synthesis/i.test(row.source))).toEqual([]);
    expect(rows.filter((row) => row.commitmentBasis === 'total')).toHaveLength(3);
  });

  it.each([
    [1_000_000, 0.05, 0.07, 0.1, 'M'],
    [1_999_999, 0.05, 0.07, 0.1, 'M'],
    [2_000_000, 0.06, 0.08, 0.12, 'W'],
    [5_000_000, 0.08, 0.105, 0.14, 'M'],
    [10_000_000, 0.11, 0.14, 0.18, 'M'],
    [25_000_000, 0.14, 0.17, 0.22, 'W'],
    [50_000_000, 0.16, 0.2, 0.28, 'W'],
    [900_000_000, 0.16, 0.2, 0.28, 'W'],
  ])('answer AWS at %d dollars a year with the band of the model', (usd, low, typical, high, grade) => {
    const found = benchmarkFor('Amazon Web Services', usd);
    expect(found).toMatchObject({ low, typical, high, grade, synthesis: true });
    expect(found?.rows[0]).toMatch(/^discount-benchmarks\/aws-edp-ppa-synthesis-/);
  });

  it('name the public claims of the same size beside the synthesis, but no self-service or total-commitment rows', () => {
    const rows = benchmarkFor('AWS', 5_000_000)?.rows ?? [];
    expect(rows).toContain('discount-benchmarks/aws-edp-two-year-example');
    expect(rows.filter((key) => /self-service|total-commitment|map-credits|waiver|service-specific/.test(key))).toEqual([]);
  });

  it('answer Microsoft and Google from their synthesis, and nothing where no row speaks', () => {
    expect(benchmarkFor('Azure', 6_000_000)).toMatchObject({ low: 0.05, typical: 0.09, high: 0.18, grade: 'W' });
    expect(benchmarkFor('gcp', 6_000_000)).toMatchObject({ low: 0.1, typical: 0.15, high: 0.25 });
    expect([benchmarkFor('IBM', 6_000_000), benchmarkFor('Nonesuch', 6_000_000), benchmarkFor('AWS', 999_999)]).toEqual([null, null, null]);
    expect([benchmarkEntryUsd('AWS'), benchmarkEntryUsd('IBM')]).toEqual([1_000_000, null]);
  });

  it('leave no gap and no overlap between the bands of a vendor, and rise within each', () => {
    fc.assert(
      fc.property(fc.constantFrom('aws', 'microsoft', 'google'), fc.integer({ min: 1_000_000, max: 200_000_000 }), (vendor, usd) => {
        const bands = discountBenchmarks().filter(
          (row) =>
            row.vendor === vendor &&
            row.synthesis &&
            usd >= (row.commitmentFromUsd ?? 0) &&
            (row.commitmentToUsd === null || usd < row.commitmentToUsd),
        );
        const found = benchmarkFor(vendor, usd);
        return bands.length === 1 && found !== null && found.low <= found.typical && found.typical <= found.high;
      }),
    );
  });
});

describe('vendor names', () => {
  it('lead to one id however a bill or a person spells them', () => {
    expect(['AWS', 'amazon', 'Amazon Web Services EMEA SARL'].map(vendorId)).toEqual(['aws', 'aws', 'aws']);
    expect(['Azure', 'Microsoft Corporation', 'Google LLC', 'Oracle', 'IBM Cloud', 'VMware', ' ovh '].map(vendorId)).toEqual([
      'microsoft', 'microsoft', 'google', 'oracle', 'ibm', 'broadcom', 'ovhcloud',
    ]); // prettier-ignore
    expect([knownVendorId('Fjord Hosting'), vendorId('  Fjord   Hosting ')]).toEqual([null, 'fjord hosting']);
  });
});

describe('vendor calendars', () => {
  it('know the vendors of the fact table, each with four quarter ends, the last of which ends the year', () => {
    expect(calendars).toHaveLength(20);
    expect(calendars.filter((row) => row.quarterEnds.at(-1) !== row.fiscalYearEnd)).toEqual([]);
    expect(calendars.filter((row) => /not looked up/i.test(row.source) && !row.verify)).toEqual([]);
  });

  it('compute 52 and 53 week years as they were published', () => {
    const ends = ['2021', '2022', '2023', '2024', '2025', '2026', '2027'].map((year) => dayOfRule('Sunday nearest 10-31', year));
    expect(ends).toEqual(['2021-10-31', '2022-10-30', '2023-10-29', '2024-11-03', '2025-11-02', '2026-11-01', '2027-10-31']);
    expect(dayOfRule('last Saturday of July', '2026')).toBe('2026-07-25');
    expect(dayOfRule('Friday nearest 01-31', '2026')).toBe('2026-01-30');
  });

  it('end February on its last day', () => {
    expect(quarterEndsBetween('Oracle', '2027-12-01', '2028-12-01')).toEqual(['2028-02-29', '2028-05-31', '2028-08-31', '2028-11-30']);
    expect(quarterEndsBetween('oci', '2026-02-28', '2026-02-28')).toEqual(['2026-02-28']);
  });

  it('list quarter ends in order, about a quarter apart, for any vendor and span', () => {
    fc.assert(
      fc.property(vendors, days, (vendor, from) => {
        const ends = quarterEndsBetween(vendor, from, addDays(from, 1500));
        const gaps = ends.slice(1).map((day, index) => daysBetween(ends[index] ?? day, day));
        expect(gaps.every((gap) => gap >= 80 && gap <= 105)).toBe(true);
        expect(ends.length).toBeGreaterThanOrEqual(15);
      }),
    );
  });
});

describe('timing of a signature', () => {
  it.each([
    ['AWS', '2026-12-31', 1],
    ['AWS', '2026-11-16', 1],
    ['AWS', '2026-11-15', 0.6],
    ['AWS', '2027-01-01', 0.6],
    ['AWS', '2026-09-30', 0.8],
    ['AWS', '2026-08-31', 0.8],
    ['AWS', '2026-08-30', 0.6],
    ['Microsoft', '2026-06-01', 1],
    ['Microsoft', '2026-12-15', 0.8],
    ['Oracle', '2026-05-31', 1],
    ['Broadcom', '2026-11-01', 1],
    ['Broadcom', '2026-11-02', 0.6],
  ])('%s on %s counts %d', (vendor, day, factor) => {
    expect(timingOf(vendor, day)).toBe(factor);
  });

  it('is not known for an unknown vendor', () => {
    expect([timingOf('Fjord Hosting', '2026-12-31'), vendorCalendar('Fjord Hosting'), nextFiscalYearEnd('x', '2026-01-01')]).toEqual([
      null,
      null,
      null,
    ]);
  });

  it('comes back every year where the calendar has fixed days', () => {
    const fixed = fc.constantFrom(
      ...calendars.filter((row) => row.quarterEnds.every(isFixed) && !row.quarterEnds.includes('02-28')).map((row) => row.id),
    );
    fc.assert(
      fc.property(fixed, fc.integer({ min: 1, max: 365 }), (vendor, dayOfYear) => {
        // 2026 and 2027 are years of 365 days; the ends of both lie before February 2028.
        const [first, second] = [addDays('2025-12-31', dayOfYear), addDays('2026-12-31', dayOfYear)];
        return timingOf(vendor, first) === timingOf(vendor, second);
      }),
    );
  });

  it('follows the days to the next end of year and quarter, neither of which lies in the past', () => {
    fc.assert(
      fc.property(vendors, days, (vendor, day) => {
        const timing = signatureTiming(vendor, day);
        if (timing === null) return false;
        const [toYear, toQuarter] = [daysBetween(day, timing.fiscalYearEnd), daysBetween(day, timing.quarterEnd)];
        expect(toQuarter).toBeGreaterThanOrEqual(0);
        expect(toYear).toBeGreaterThanOrEqual(toQuarter);
        expect(toYear).toBeLessThanOrEqual(372);
        expect(timing.factor).toBe(toYear <= 45 ? 1 : toQuarter <= 30 ? 0.8 : 0.6);
        expect(nextFiscalYearEnd(vendor, day)).toBe(timing.fiscalYearEnd);
      }),
    );
  });
});

describe('legal dates', () => {
  it('are each one sentence with source, grade and the day it was checked', () => {
    const rows = legalDates();
    expect(new Set(rows.map((row) => row.id)).size).toBe(rows.length);
    expect(rows.filter((row) => !/^[A-Z].*\.$/.test(row.text) || /\. [A-Z]/.test(row.text) || row.text.length > 320)).toEqual([]);
    expect(rows.filter((row) => row.checkedOn < '2026-11-23')).toEqual([]);
  });

  it('concern only vendors that are known, and give a vendor its own and the general ones', () => {
    const known = calendars.map((row) => row.id);
    expect(legalDates().flatMap((row) => row.vendors.filter((vendor) => !known.includes(vendor)))).toEqual([]);
    const oracle = legalDatesOf('oracle').map((row) => row.id);
    expect(oracle).toContain('eu-data-act-switching-free');
    expect(oracle).not.toContain('azure-egress-waiver');
    expect(legalDatesOf('aws').map((row) => row.id)).toContain('aws-egress-waiver');
    expect(legalDates().find((row) => row.id === 'eu-data-act-switching-free')).toMatchObject({ day: '2027-01-12', grade: 'S' });
  });

  it('have a version that names the state of all facts', () => {
    expect(negotiationFactsVersion()).toMatch(/^2026-11-23\.[0-9a-f]{8}$/);
  });
});
