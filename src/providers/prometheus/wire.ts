import { z } from 'zod';

/** A sample: seconds since 1970 and the value as text, which may be NaN or an infinity. */
const sample = z.tuple([z.number(), z.string()]);

/** One series of a range: its labels, and its samples in order of time. */
const rangeSeries = z.object({ metric: z.record(z.string(), z.string()), values: z.array(sample) });

/** What GET or POST /api/v1/query_range answers. */
export const rangeAnswer = z.object({
  status: z.literal('success'),
  data: z.object({ resultType: z.literal('matrix'), result: z.array(rangeSeries) }),
});

/** How the API refuses, with any status. */
export const errorAnswer = z.object({ status: z.literal('error'), errorType: z.string(), error: z.string() });

export type RangeSeries = Readonly<z.infer<typeof rangeSeries>>;

const number = z.coerce.number();

/** The samples as numbers; what is not finite is no measurement and left out. */
export const valuesOf = (series: RangeSeries): number[] =>
  series.values.flatMap(([, text]) => (/^[+-]?(\d|\.\d)/.test(text) ? [number.parse(text)] : []));
