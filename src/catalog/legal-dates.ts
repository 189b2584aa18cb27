import { z } from 'zod';
import { contentHash } from './content-hash.ts';
import { once, parseRows } from './catalog-rows.ts';
import benchmarkRows from './rows/discount-benchmarks.json' with { type: 'json' };
import legalRows from './rows/legal-dates.json' with { type: 'json' };
import calendarRows from './rows/vendor-calendar.json' with { type: 'json' };

const text = z.string().trim().min(1);

/** A fact of law or of a vendor's public terms that moves leverage, in one sentence of our own, with the day it was checked. */
export const legalDateSchema = z.strictObject({
  id: text,
  jurisdiction: z.enum(['EU', 'UK', 'EU and UK', 'any']),
  subject: text,
  topic: z.enum(['egress', 'switching', 'contract', 'competition', 'licences', 'prices']),
  /** The day it takes or took effect, or its month where the day is not known; null for a standing fact. */
  day: z.union([z.iso.date(), z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/)]).nullable(),
  /** Ids of the vendors it concerns; empty is all of them. */
  vendors: z.array(text),
  text,
  source: text,
  checkedOn: z.iso.date(),
  grade: z.enum(['S', 'M', 'W']),
  /** Likely to change: to be checked again before each pack is printed. */
  recheck: z.boolean(),
});

export type LegalDate = Readonly<z.infer<typeof legalDateSchema>>;

/** All rows, by jurisdiction as they stand in the table. Throws Problem catalog_row_invalid. */
export const legalDates: () => readonly LegalDate[] = once(() => parseRows(legalDateSchema, legalRows, 'legal dates'));

/** The rows that concern a vendor (by id), those that concern all included. */
export const legalDatesOf = (vendor: string): LegalDate[] =>
  legalDates().filter((row) => row.vendors.length === 0 || row.vendors.includes(vendor));

/** Changes with any content of benchmarks, calendars or legal dates. */
export const negotiationFactsVersion: () => string = once(
  () => `2026-11-23.${contentHash(JSON.stringify([benchmarkRows, calendarRows, legalRows]))}`,
);
