import { z } from 'zod';
import { once, parseRows } from './catalog-rows.ts';
import rows from './rows/discount-benchmarks.json' with { type: 'json' };
import { knownVendorId } from './vendor-names.ts';

const text = z.string().trim().min(1);
const percent = z.number().min(0).max(100).nullable();
const usd = z.number().min(0).nullable();

/**
 * One claim of one source on what an agreement is worth, or our own synthesis of such claims. `synthesis` rows are defaults
 * of the model and are never printed as a fact of the market. Percents are off the base of `discountBase`: list price after
 * self-service instruments, on-demand list price, or whatever the program's name says. A band without ends is tied to no size.
 */
export const discountBenchmarkSchema = z
  .strictObject({
    id: text,
    program: text,
    vendor: text,
    synthesis: z.boolean(),
    discountBase: z.enum(['list-after-self-service', 'on-demand-list', 'named-in-program']),
    /** Whether the band is of the commitment of one year or of the whole term. */
    commitmentBasis: z.enum(['yearly', 'total']),
    commitmentFromUsd: usd,
    commitmentToUsd: usd,
    termYears: text,
    lowPercent: percent,
    typicalPercent: percent,
    highPercent: percent,
    asOf: text,
    source: text,
    reviewedOn: z.iso.date(),
    /** S a vendor's document, law or filing; M a disclosed contract or several sources; W one adviser or contradicted. */
    grade: z.enum(['S', 'M', 'W']),
  })
  .refine((row) => rising([row.lowPercent, row.typicalPercent, row.highPercent]), { message: 'percents must rise', path: ['lowPercent'] })
  .refine((row) => rising([row.commitmentFromUsd, row.commitmentToUsd]), { message: 'a band must rise', path: ['commitmentFromUsd'] });

export type DiscountBenchmark = Readonly<z.infer<typeof discountBenchmarkSchema>>;

/** What to expect for one size of agreement; fractions of eligible spend, off list price after self-service instruments. */
export interface Benchmark {
  readonly low: number;
  readonly typical: number;
  readonly high: number;
  readonly grade: DiscountBenchmark['grade'];
  /** Always true: a default of the model, not a fact of the market. */
  readonly synthesis: true;
  readonly asOf: string;
  readonly source: string;
  /** Keys of the rows: the synthesis first, then the public claims on the same vendor and size that it rests on. */
  readonly rows: readonly string[];
}

function rising(values: readonly (number | null)[]): boolean {
  const known = values.filter((value) => value !== null);
  return known.every((value, index) => index === 0 || value >= (known[index - 1] ?? 0));
}

/** All rows, synthesis included. Throws Problem catalog_row_invalid. */
export const discountBenchmarks: () => readonly DiscountBenchmark[] = once(() =>
  parseRows(discountBenchmarkSchema, rows, 'discount benchmarks'),
);

/** The key by which evidence names a row. */
const benchmarkKey = (row: { readonly id: string }): string => `discount-benchmarks/${row.id}`;

const within = (row: DiscountBenchmark, usdAmount: number): boolean =>
  usdAmount >= (row.commitmentFromUsd ?? 0) && (row.commitmentToUsd === null || usdAmount < row.commitmentToUsd);

/**
 * The default band for a yearly commitment in US dollars. A band includes its lower end and excludes its upper one.
 * Null where no row speaks: a vendor without a synthesis, or a size below the entry of its program (about one million a year).
 */
export function benchmarkFor(vendor: string, annualSpendUsd: number): Benchmark | null {
  const id = knownVendorId(vendor);
  const mine = discountBenchmarks().filter((row) => row.vendor === id);
  const band = mine.find((row) => row.synthesis && within(row, annualSpendUsd));
  if (band === undefined || band.lowPercent === null || band.typicalPercent === null || band.highPercent === null) return null;
  const claims = mine.filter((row) => !row.synthesis && isClaimOnAgreement(row) && overlaps(row, band));
  return {
    low: band.lowPercent / 100,
    typical: band.typicalPercent / 100,
    high: band.highPercent / 100,
    grade: band.grade,
    synthesis: true,
    asOf: band.asOf,
    source: band.source,
    rows: [band, ...claims].map(benchmarkKey),
  };
}

/** The smallest yearly commitment for which a default band exists; null for a vendor without one. */
export function benchmarkEntryUsd(vendor: string): number | null {
  const id = knownVendorId(vendor);
  const starts = discountBenchmarks().flatMap((row) => (row.vendor === id && row.synthesis ? [row.commitmentFromUsd ?? 0] : []));
  return starts.length === 0 ? null : Math.min(...starts);
}

/** Yearly agreements on the whole bill, tied to a size. */
const isClaimOnAgreement = (row: DiscountBenchmark): boolean =>
  row.discountBase === 'list-after-self-service' &&
  row.commitmentBasis === 'yearly' &&
  row.commitmentFromUsd !== null &&
  !/service-specific|no commitment/.test(row.program);

/** Bands share more than an end; a single example counts where it lies, its upper end included. */
function overlaps(row: DiscountBenchmark, band: DiscountBenchmark): boolean {
  const from = row.commitmentFromUsd ?? 0;
  if (row.commitmentToUsd === from) return within(band, from);
  return from < (band.commitmentToUsd ?? Infinity) && (row.commitmentToUsd ?? Infinity) > (band.commitmentFromUsd ?? 0);
}
