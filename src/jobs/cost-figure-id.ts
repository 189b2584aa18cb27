import { z } from 'zod';
import type { CostQuestion } from '../focus/cost-question.ts';
import type { CostDimension } from '../focus/filter.ts';
import { dimensionOf, QUESTION_METRICS } from '../focus/parse-cost-question.ts';
import { Problem } from '../problem.ts';
import { isDay } from '../time.ts';

/** What one amount of a cost answer is about: enough to compute it again. */
export interface CostFigure {
  readonly question: CostQuestion;
  readonly key: Readonly<Record<string, string>>;
  /** The billing currency, the currency converted to, or the unit of a quantity. */
  readonly currency: string;
  readonly converted: boolean;
}

const PREFIX = 'cost.';

const day = z.string().refine(isDay);
const dimension = z.string().transform((name, context): CostDimension => {
  const found = dimensionOf(name);
  if (found !== null) return found;
  context.addIssue({ code: 'custom', message: 'not a dimension' });
  return z.NEVER;
});

/** The payload of an id: range, metric, grouping, filter by name, key values in the order of the grouping, currency, converted. */
const PAYLOAD = z.tuple([
  z.tuple([day, day]).nullable(),
  z.enum(QUESTION_METRICS),
  z.array(dimension),
  z.array(z.tuple([dimension, z.array(z.string()).min(1)])),
  z.array(z.string()),
  z.string(),
  z.boolean(),
]);

/** The id of a figure: the question itself as URL-safe text, so that no table of ids is kept. Equal figures have equal ids. */
export function costFigureId(figure: CostFigure): string {
  const { range, metric, groupBy, where } = figure.question;
  const filter = Object.entries(where).map(([name, values]) => [name, [...new Set(values)].sort()] as const);
  const payload = [
    range === null ? null : [range.from, range.to],
    metric,
    groupBy,
    filter.sort(([a], [b]) => (a < b ? -1 : 1)),
    groupBy.map((name) => figure.key[name] ?? ''),
    figure.currency,
    figure.converted,
  ];
  const bytes = String.fromCharCode(...new TextEncoder().encode(JSON.stringify(payload)));
  return `${PREFIX}${btoa(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}`;
}

export const isCostFigureId = (id: string): boolean => id.startsWith(PREFIX);

/** The figure of an id. Throws Problem figure_not_found for a text that is no such id. */
export function costFigureOf(id: string): CostFigure {
  const parsed = PAYLOAD.safeParse(payloadOf(id));
  const groups = parsed.success ? parsed.data[2].length === parsed.data[4].length : false;
  if (!parsed.success || !groups) throw new Problem('figure_not_found', { detail: `${shortened(id)} is not the id of a figure.` });
  const [range, metric, groupBy, filter, values, currency, converted] = parsed.data;
  return {
    question: {
      range: range === null ? null : { from: range[0], to: range[1] },
      metric,
      groupBy,
      where: Object.fromEntries(filter),
    },
    key: Object.fromEntries(groupBy.map((name, index) => [name, values[index] ?? ''])),
    currency,
    converted,
  };
}

const shortened = (id: string): string => (id.length > 80 ? `${id.slice(0, 80)}…` : id);

/** The JSON inside an id; undefined for anything else. */
function payloadOf(id: string): unknown {
  try {
    const bytes = atob(id.slice(PREFIX.length).replaceAll('-', '+').replaceAll('_', '/'));
    return JSON.parse(new TextDecoder().decode(Uint8Array.from(bytes, (letter) => letter.charCodeAt(0))));
  } catch {
    return undefined;
  }
}
