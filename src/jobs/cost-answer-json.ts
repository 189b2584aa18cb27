import type { CostAnswer, CostCoverage } from '../focus/cost-question.ts';
import { decimalText } from '../money.ts';
import type { AppliedRate } from '../store/rates.ts';
import { costFigureId } from './cost-figure-id.ts';

/** The JSON of `costs --json` and GET /v1/costs. Amounts are rounded once, to nine places. */
export interface CostAnswerJson {
  readonly from: string | null;
  readonly to: string | null;
  readonly metric: string;
  readonly groupBy: readonly string[];
  readonly groups: readonly CostGroupJson[];
  readonly totals: readonly { readonly currency: string; readonly amount: string }[];
  readonly coverage: CostCoverage;
  /** SHA-256 of the bill files behind the answer. */
  readonly deliveries: readonly string[];
  /** The rates used, when the answer was converted. */
  readonly rates?: readonly RateJson[];
}

export interface CostGroupJson {
  readonly key: Readonly<Record<string, string>>;
  /** For `consumedQuantity`, the unit. */
  readonly currency: string;
  readonly amount: string;
  readonly figureId: string;
}

export interface RateJson {
  readonly from: string;
  readonly to: string;
  readonly rate: string;
  readonly baseCurrency: string;
  readonly quoteCurrency: string;
  readonly date: string;
  readonly source: string;
}

const PLACES = 9;

/** `converted` names the rates of an answer that was converted into one currency; null for one that was not. */
export function costAnswerJson(
  answer: CostAnswer,
  deliveries: readonly string[],
  converted: readonly AppliedRate[] | null = null,
): CostAnswerJson {
  const { question } = answer;
  return {
    from: question.range?.from ?? null,
    to: question.range?.to ?? null,
    metric: question.metric,
    groupBy: question.groupBy,
    groups: answer.groups.map(({ key, amount: { attos, currency } }) => ({
      key,
      currency,
      amount: decimalText(attos, PLACES),
      figureId: costFigureId({ question, key, currency, converted: converted !== null }),
    })),
    totals: answer.totals.map(({ attos, currency }) => ({ currency, amount: decimalText(attos, PLACES) })),
    coverage: answer.coverage,
    deliveries,
    ...(converted === null ? {} : { rates: converted.map(rateJson) }),
  };
}

/** A rate as answers name it. */
const rateJson = ({ from, to, rate }: AppliedRate): RateJson => ({
  from,
  to,
  rate: rate.rate,
  baseCurrency: rate.baseCurrency,
  quoteCurrency: rate.quoteCurrency,
  date: rate.date,
  source: rate.source,
});
