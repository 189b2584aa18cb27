import { focusName } from '../focus/columns.ts';
import type { CostAnswer, CostQuestion } from '../focus/cost-question.ts';
import type { ChargeFilter } from '../focus/filter.ts';
import type { Assumption, Figure, FigureValue } from '../finding/figure.ts';
import { approximate, exactText, moneyJson, type Money } from '../money.ts';
import { Problem } from '../problem.ts';
import { filteredDimensions } from '../store/charge-filter.ts';
import { countCharges } from '../store/charges.ts';
import { convertCosts } from '../store/convert-costs.ts';
import { costs } from '../store/costs.ts';
import type { Db } from '../store/db.ts';
import type { AppliedRate } from '../store/rates.ts';
import { deliveriesOfRuns } from '../store/runs.ts';
import { costFigureOf, isCostFigureId, type CostFigure } from './cost-figure-id.ts';

/** A bill file or API answer behind a figure. */
export interface DeliveryEvidence {
  readonly runId: string;
  readonly path: string;
  readonly sha256: string;
  readonly format: string;
  readonly receivedAt: string;
}

/** A figure with everything it rests on, down to a link that returns its rows: GET /v1/figures/{figureId}. */
export interface FigureWithSources extends Figure {
  readonly deliveries: readonly DeliveryEvidence[];
  readonly chargesLink: string | null;
}

/** Where figures of analyses are kept: by id, null when there is none. */
export type FindFigure = (db: Db, figureId: string) => Promise<Figure | null>;

/**
 * The evidence of a figure. An amount of a cost answer is computed again from its id; any other figure is looked
 * up among the findings. Throws Problem figure_not_found when the id is wrong or the published bills no longer hold it.
 */
export async function figureEvidence(db: Db, figureId: string, findFigure: FindFigure): Promise<FigureWithSources> {
  if (isCostFigureId(figureId)) return costFigure(db, figureId);
  const found = await findFigure(db, figureId);
  if (found === null) throw new Problem('figure_not_found', { detail: `There is no figure ${figureId}.` });
  const { filter } = found.evidence;
  if (filter === null) return { ...found, deliveries: [], chargesLink: null };
  const answer = await costs(db, { range: filter.range, where: filter.where, groupBy: [], metric: 'billedCost' });
  return { ...found, deliveries: await deliveryEvidence(db, answer.runIds), chargesLink: linkOf(filter, figureId) };
}

/** The charges a figure of an analysis rests on. Throws Problem figure_not_found where there is no such figure, or none behind it. */
export async function figureFilter(db: Db, figureId: string, findFigure: FindFigure): Promise<ChargeFilter> {
  const filter = (await findFigure(db, figureId))?.evidence.filter ?? null;
  if (filter === null)
    throw new Problem('figure_not_found', { detail: `There is no figure ${figureId} that rests on charges of its own.` });
  return filter;
}

async function costFigure(db: Db, figureId: string): Promise<FigureWithSources> {
  const figure = costFigureOf(figureId);
  const question = { ...figure.question, groupBy: [], where: narrowed(figure) };
  const answer = await costs(db, question);
  const converted = figure.converted ? await convertCosts(db, answer, figure.currency) : null;
  const group = (converted ?? answer).groups.find(({ amount }) => amount.currency === figure.currency);
  if (group === undefined) throw new Problem('figure_not_found', { detail: 'The published bills hold no charge of this figure any more.' });
  const oneCurrency = converted === null && question.metric !== 'consumedQuantity';
  const filter: ChargeFilter = {
    range: question.range,
    where: question.where,
    ...(oneCurrency ? { billingCurrency: figure.currency } : {}),
  };
  const rows = { rowCount: group.rowCount, chargeCount: await countCharges(db, filter) };
  return {
    figureId,
    label: labelOf(figure),
    value: valueOf(figure.question, group.amount),
    evidence: {
      formula: formulaOf(figure),
      substituted: substitutedOf(answer, group.amount, { ...rows, rates: converted?.rates ?? [] }),
      filter,
      catalogRows: [],
      assumptions: (converted?.rates ?? []).map(rateAssumption),
    },
    deliveries: await deliveryEvidence(db, answer.runIds),
    chargesLink: chargesLink(filter),
  };
}

/** The filter of one group: that of the question, and the group's own value in each grouped dimension. */
const narrowed = ({ question, key }: CostFigure): CostQuestion['where'] => ({
  ...question.where,
  ...Object.fromEntries(question.groupBy.map((dimension) => [dimension, [key[dimension] ?? '']])),
});

function labelOf({ question, key }: CostFigure): string {
  const values = question.groupBy.map((dimension) => `${dimension} ${key[dimension] || '(none)'}`);
  const range = question.range === null ? 'all days' : `${question.range.from} to ${question.range.to}`;
  return [focusName(question.metric), ...values, range].join(', ');
}

function valueOf({ metric }: CostQuestion, amount: Money): FigureValue {
  if (metric !== 'consumedQuantity') return { kind: 'money', money: moneyJson(amount) };
  return { kind: 'number', value: approximate(amount), unit: amount.currency };
}

const formulaOf = ({ question, converted, currency }: CostFigure): string =>
  `sum of ${focusName(question.metric)} over the charges of the filter${converted ? `, each currency at its rate into ${currency}` : ''}`;

function substitutedOf(
  answer: CostAnswer,
  amount: Money,
  behind: { rowCount: number; chargeCount: number; rates: readonly AppliedRate[] },
): string {
  const factors = new Map(behind.rates.map((rate) => [rate.from, rate.factor]));
  const terms = answer.totals.map((total) => {
    const factor = factors.get(total.currency);
    return `${exactText(total.attos)} ${total.currency}${factor === undefined ? '' : ` × ${factor}`}`;
  });
  const sum = behind.rates.length === 0 ? '' : `${terms.join(' + ')} = `;
  const metric = focusName(answer.question.metric);
  return `${sum}${exactText(amount.attos)} ${amount.currency}: ${metric} of ${behind.rowCount} bill rows in ${behind.chargeCount} charges`;
}

const rateAssumption = ({ from, to, rate }: AppliedRate): Assumption => ({
  id: `rate/${from}/${to}`,
  value: `1 ${rate.baseCurrency} = ${rate.rate} ${rate.quoteCurrency}`,
  grade: 'S',
  source: rate.source,
  asOf: rate.date,
});

async function deliveryEvidence(db: Db, runIds: readonly string[]): Promise<DeliveryEvidence[]> {
  const deliveries = await deliveriesOfRuns(db, runIds);
  return deliveries.map(({ runId, path, sha256, format, receivedAt }) => ({ runId, path, sha256, format, receivedAt }));
}

/** What an address holds: a bar of a waterfall may rest on thousands of resources, which are asked for by the id of the figure. */
const MAX_VALUES_IN_LINK = 50;

function linkOf(filter: ChargeFilter, figureId: string): string {
  const values = filteredDimensions(filter.where).reduce((count, name) => count + (filter.where[name]?.length ?? 0), 0);
  return values < MAX_VALUES_IN_LINK ? chargesLink(filter) : `/v1/charges?figureId=${encodeURIComponent(figureId)}`;
}

/** The address that returns the charges of a filter. */
function chargesLink(filter: ChargeFilter): string {
  const { range, where, billingCurrency } = filter;
  const all: ChargeFilter['where'] = billingCurrency === undefined ? where : { ...where, billingCurrency: [billingCurrency] };
  const parts = [
    ...(range === null ? [] : [`from=${range.from}`, `to=${range.to}`]),
    ...filteredDimensions(all).flatMap((name) => (all[name] ?? []).map((value) => `filter=${encodeURIComponent(`${name}=${value}`)}`)),
  ];
  return parts.length === 0 ? '/v1/charges' : `/v1/charges?${parts.join('&')}`;
}
