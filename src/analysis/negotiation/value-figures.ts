import { NEGOTIATION_RANGES, type NegotiationRange } from '../../catalog/negotiation-ranges.ts';
import type { Assumption } from '../../finding/figure.ts';
import type { AskName } from '../../finding/negotiation-case.ts';
import { ASK_NAMES } from './asks.ts';
import { moneyValue, percentValue, rounded, shown, type FigureSpec } from './figure-spec.ts';
import { DRAWS } from './uncertainty.ts';
import type { Workings } from './workings.ts';

/** Figures of what points, shares, clauses and packages are worth, of the exit curve, and of how sure all this is. */
export const valueFigures = (workings: Workings): FigureSpec[] => [
  ...premiumFigures(workings),
  ...curveFigures(workings),
  ...askFigures(workings),
  ...packageFigures(workings),
  ...sensitivityFigures(workings),
  ...uncertaintyFigures(workings),
];

function premiumFigures({ input, baseline, leverage, ...workings }: Workings): FigureSpec[] {
  const yearOne = shown(baseline.byYear[0] ?? 0);
  return [
    {
      name: 'lockInPremiumPerYear',
      label: 'Lock-in premium a year',
      value: moneyValue(workings.lockInPremiumPerYear, input.currency),
      formula: 'max(0, bench.high - currentDiscount) x eligibleShare x B_1',
      substituted: `max(0, ${shown(input.bench.high)} - ${shown(input.currentDiscount)}) x ${shown(input.eligibleShare)} x ${yearOne} = ${shown(workings.lockInPremiumPerYear)}`,
    },
    {
      name: 'sharePointValuePerYear',
      label: 'Bargaining value a year of one more point of portable spend',
      value: moneyValue(workings.sharePointValuePerYear, input.currency),
      formula: 'p x vendorMargin x 0.01 x B_1',
      substituted: `${shown(leverage.exitProbability)} x ${shown(input.vendorMargin)} x 0.01 x ${yearOne} = ${shown(workings.sharePointValuePerYear)}`,
    },
  ];
}

function curveFigures({ input, curve, days, baseline }: Workings): FigureSpec[] {
  const total = shown(baseline.monthlyTotal);
  const gone = (month: number): string =>
    input.groups.flatMap((group) => (group.movable && group.cutoverMonth <= month ? [shown(group.monthly)] : [])).join(' + ');
  const shares = { p25: 0.25, p50: 0.5, p80: 0.8 };
  return [
    ...curve.map(([month, share]) => ({
      name: `exitCurve.${month}`,
      label: `Share of spend that could have left by month ${month}`,
      value: percentValue(share),
      formula: 'spend of movable groups with cutoverMonth up to the month / tot',
      substituted: `(${gone(month)}) / ${total} = ${shown(share)}`,
    })),
    ...(['p25', 'p50', 'p80'] as const).map((key): FigureSpec => {
      const found = days[key];
      const share = shares[key];
      return {
        name: `daysToExit.${key}`,
        label: `Days until ${rounded(100 * share, 0)}% of the movable spend could have left`,
        value:
          found === null ? { kind: 'unknown', reason: 'No group of the case can move.' } : { kind: 'number', value: found, unit: 'days' },
        formula: 'round(30.4375 x smallest cutoverMonth at which the cumulative share of movable spend reaches q)',
        substituted:
          found === null
            ? 'nothing can move'
            : `${shown(share)} of ${shown(curve.at(-1)?.[1] ?? 0)} of the bill is reached after ${found} days`,
      };
    }),
  ];
}

const ASK_LABELS: Readonly<Record<AskName, readonly [label: string, formula: string]>> = {
  credits: ['Credits', 'face x usableProbability x DF_1'],
  transferRateCut: ['Cut of the transfer rate', '12 x monthly of the data transfer group x cut x PV_B / B_1'],
  shortfallRollover: ['Rollover of shortfall', '(shortfall(f, sigma) - shortfall(f - rolloverFraction, sigma)) x PV_B'],
  priceProtection: ['Price protection', 'coveredShare x sum over y >= 2 of B_y x ((1 + expectedListRise)^(y - 1) - 1) x DF_y'],
  paymentTerms: ['Longer payment terms', 'extraDays / 365 x discountRate x PV_B'],
  supportFeeCut: ['Cut of the support fee', 'monthlySaving x 12 x sum of DF_y'],
};

const askFigures = ({ input, asks }: Workings): FigureSpec[] =>
  ASK_NAMES.flatMap((ask) => {
    const value = asks[ask];
    if (value === undefined) return [];
    const [label, formula] = ASK_LABELS[ask];
    const given = Object.entries(input.asks[ask] ?? {}).map(
      ([name, number]) => `${name} ${typeof number === 'number' ? shown(number) : number}`,
    );
    return [
      {
        name: `asksPv.${ask}`,
        label: `${label}, present value`,
        value: moneyValue(value, input.currency),
        formula,
        substituted: `with ${given.join(', ')} = ${shown(value)}`,
      },
    ];
  });

function packageFigures({ input, packages, positions, discountBase, asks }: Workings): FigureSpec[] {
  const worth = positions.target * discountBase.term;
  return packages.flatMap((one, index): FigureSpec[] => [
    {
      name: `packages.${index + 1}.headline`,
      label: `Headline discount of package ${one.name}`,
      value: percentValue(one.headline),
      formula: '(T x eligibleShare x PV_B - sum of asks) / (eligibleShare x PV_B)',
      substituted: `(${shown(worth)} - ${shown(one.basket)}) / ${shown(discountBase.term)} = ${shown(one.headline)}`,
    },
    {
      name: `packages.${index + 1}.basketPv`,
      label: `Asks of package ${one.name}, present value`,
      value: moneyValue(one.basket, input.currency),
      formula: 'sum of the asks in the package',
      substituted: `${one.asks.map((ask) => shown(asks[ask] ?? 0)).join(' + ') || '0'} = ${shown(one.basket)}`,
    },
    {
      name: `packages.${index + 1}.totalPv`,
      label: `Package ${one.name}, present value`,
      value: moneyValue(worth, input.currency),
      formula: 'T x eligibleShare x PV_B: the same for every package',
      substituted: `${shown(positions.target)} x ${shown(discountBase.term)} = ${shown(worth)}`,
    },
  ]);
}

const rangeAssumption = (range: NegotiationRange): Assumption => ({
  id: `range.${range.input}`,
  value: `${range.kind} ${range.low} to ${range.high}: ${range.label}`,
  grade: range.grade,
  source: range.source,
  asOf: range.reviewedOn,
});

function sensitivityFigures({ sensitivity }: Workings): FigureSpec[] {
  const ranges = new Map<string, NegotiationRange>(NEGOTIATION_RANGES.map((range) => [range.input, range]));
  return sensitivity.flatMap((row) => {
    const range = ranges.get(row.input);
    const assumptions = range === undefined ? [] : [rangeAssumption(range)];
    const end = (side: 'Low' | 'High', at: number, { dStar, kind }: { dStar: number; kind: 'dStar' | 'dStarFullExit' }): FigureSpec => ({
      name: `sensitivity.${row.input}.${kind}${side}`,
      label: `Indifference discount of the ${kind === 'dStar' ? 'best groups' : 'full exit'}, ${row.label}: ${side.toLowerCase()} end`,
      value: percentValue(dStar),
      formula: `${kind} with ${row.input} ${row.unit === 'factor' ? 'times a factor' : 'at another value'}, all else as in the case`,
      substituted: `${row.input} ${row.unit === 'factor' ? 'x ' : ''}${shown(at)} instead of ${shown(row.base)}: ${shown(dStar)}`,
      assumptions,
    });
    return [
      end('Low', row.low, { dStar: row.dStarLow, kind: 'dStar' }),
      end('High', row.high, { dStar: row.dStarHigh, kind: 'dStar' }),
      end('Low', row.low, { dStar: row.dStarFullExitLow, kind: 'dStarFullExit' }),
      end('High', row.high, { dStar: row.dStarFullExitHigh, kind: 'dStarFullExit' }),
    ];
  });
}

function uncertaintyFigures({ input, uncertainty }: Workings): FigureSpec[] {
  const assumptions = NEGOTIATION_RANGES.map(rangeAssumption);
  const drawn = `${DRAWS} Latin hypercube draws over the stated ranges, seed ${input.seed}`;
  return (['p10', 'p50', 'p90'] as const).flatMap((key): FigureSpec[] => [
    {
      name: `uncertainty.dStar.${key}`,
      label: `Indifference discount, ${key.toUpperCase()}`,
      value: percentValue(uncertainty.dStar[key]),
      formula: `${key.toUpperCase()} of dStar over the draws`,
      substituted: `${drawn}: ${shown(uncertainty.dStar[key])}`,
      assumptions,
    },
    {
      name: `uncertainty.saving.${key}`,
      label: `Saving of the best groups, ${key.toUpperCase()}`,
      value: moneyValue(uncertainty.saving[key], input.currency),
      formula: `${key.toUpperCase()} of PV_B - NPV_leave over the draws`,
      substituted: `${drawn}: ${shown(uncertainty.saving[key])}`,
      assumptions,
    },
  ]);
}
