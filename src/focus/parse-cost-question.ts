import { Problem, type FieldError } from '../problem.ts';
import { isDay, type DayRange } from '../time.ts';
import { COST_METRICS } from './columns.ts';
import type { CostQuestion } from './cost-question.ts';
import { COST_DIMENSIONS, type ChargeFilter, type CostDimension } from './filter.ts';

/** A question as it arrives on a command line or in an address: texts only. */
export interface CostQuestionText {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Dimensions separated by commas. */
  readonly groupBy?: string | undefined;
  readonly metric?: string | undefined;
  /** `dimension=value` each; values of one dimension are alternatives, `dimension=` asks for those without a value. */
  readonly filters?: readonly string[] | undefined;
}

/** The metrics that a cost question may ask for. */
export const QUESTION_METRICS = [...COST_METRICS, 'consumedQuantity'] as const;

/** Ends of time for a range that names one end only: first days of a month, so that monthly sums can answer. */
const FIRST_DAY = '0001-01-01';
const LAST_DAY = '9999-01-01';

/** Reads a question. Throws Problem query_invalid that names each wrong field and what is accepted. */
export function parseCostQuestion(text: CostQuestionText): CostQuestion {
  const { range, where } = parseChargeFilter(text);
  const errors: FieldError[] = [];
  const groupBy = parseGroupBy(text.groupBy ?? '', errors);
  const wanted = text.metric ?? 'billedCost';
  const metric = QUESTION_METRICS.find((name) => name === wanted);
  if (metric === undefined) errors.push({ field: 'metric', detail: `"${wanted}" is none of ${QUESTION_METRICS.join(', ')}` });
  if (metric === undefined || errors.length > 0) throw invalid(errors);
  return { range, groupBy, metric, where };
}

/** Reads the part of a question that selects charges. Throws Problem query_invalid as above. */
export function parseChargeFilter(text: Pick<CostQuestionText, 'from' | 'to' | 'filters'>): ChargeFilter {
  const errors: FieldError[] = [];
  const range = parseRange(text, errors);
  const where: Partial<Record<CostDimension, string[]>> = {};
  for (const filter of text.filters ?? []) {
    const split = filter.indexOf('=');
    const dimension = split < 0 ? null : dimensionOf(filter.slice(0, split));
    if (dimension === null) errors.push({ field: 'filter', detail: `"${filter}" is not dimension=value; ${ACCEPTED}` });
    else where[dimension] = [...(where[dimension] ?? []), filter.slice(split + 1)];
  }
  if (errors.length > 0) throw invalid(errors);
  return { range, where };
}

const ACCEPTED = `dimensions are ${COST_DIMENSIONS.join(', ')}, tag:<key>`;

const invalid = (errors: readonly FieldError[]): Problem =>
  new Problem('query_invalid', { detail: errors.map(({ field, detail }) => `${field}: ${detail}`).join('; '), errors });

function parseGroupBy(text: string, errors: FieldError[]): CostDimension[] {
  const names = text === '' ? [] : text.split(',').map((name) => name.trim());
  const found: CostDimension[] = [];
  for (const name of names) {
    const dimension = dimensionOf(name);
    if (dimension === null) errors.push({ field: 'groupBy', detail: `"${name}" is no dimension; ${ACCEPTED}` });
    else if (!found.includes(dimension)) found.push(dimension);
  }
  return found;
}

/** The dimension of that name, or null. */
export function dimensionOf(name: string): CostDimension | null {
  if (/^tag:./.test(name)) return `tag:${name.slice('tag:'.length)}`;
  return COST_DIMENSIONS.find((dimension) => dimension === name) ?? null;
}

function parseRange({ from, to }: Pick<CostQuestionText, 'from' | 'to'>, errors: FieldError[]): DayRange | null {
  if (from === undefined && to === undefined) return null;
  const range = { from: from ?? FIRST_DAY, to: to ?? LAST_DAY };
  for (const field of ['from', 'to'] as const) {
    if (!isDay(range[field])) errors.push({ field, detail: `"${range[field]}" is not a day such as 2026-01-31` });
  }
  if (errors.length === 0 && range.from >= range.to)
    errors.push({ field: 'to', detail: `${range.to} is not after from, ${range.from}; the range ends before it` });
  return range;
}
