import type { NegotiationConstantId } from '../../catalog/negotiation-constants.ts';
import { percentValue, rounded, shown, type FigureSpec } from './figure-spec.ts';
import { shortfall } from './shortfall.ts';
import type { Workings } from './workings.ts';

/** Figures of what makes the threat to leave count. */
export const leverageFigures = (workings: Workings): FigureSpec[] => [
  ...threatFigures(workings),
  ...ceilingFigures(workings),
  ...indexFigures(workings),
];

const equals = (expression: string, value: number): string => `${expression} = ${shown(value)}`;

function threatFigures({ input, leverage, rho, baseline }: Workings): FigureSpec[] {
  const credible = input.groups.filter((group) => group.movable && group.cutoverMonth <= input.horizonMonths);
  const expectedShortfall = shortfall(input.commitFraction, input.forecastSigma);
  const total = shown(baseline.monthlyTotal);
  return [
    {
      name: 'rho',
      label: 'Price of a commitment',
      value: percentValue(rho),
      formula: 'rho = ((f - 1) x Phi(z) + sigma x phi(z)) / eligibleShare, z = (f - 1) / sigma',
      substituted: equals(
        `f ${shown(input.commitFraction)}, sigma ${shown(input.forecastSigma)}: ${rounded(expectedShortfall, 9)} / ${shown(input.eligibleShare)}`,
        rho,
      ),
    },
    {
      name: 'credibleExitShare',
      label: 'Credible exit share',
      value: percentValue(leverage.credibleExitShare),
      formula: 's = spend of movable groups that cut over within the horizon / tot',
      substituted: equals(
        `(${credible.map((group) => shown(group.monthly)).join(' + ') || '0'}) / ${total}, within ${shown(input.horizonMonths)} months`,
        leverage.credibleExitShare,
      ),
    },
    {
      name: 'exitProbability',
      label: 'Exit probability as the vendor sees it',
      value: percentValue(leverage.exitProbability),
      formula: 'p by the evidence ladder',
      substituted: equals(input.evidence, leverage.exitProbability),
      constants: [`probability.${input.evidence}`],
    },
    {
      name: 'freedom',
      label: 'Share of spend free of commitments',
      value: percentValue(leverage.freedom),
      formula: 'freedom = max(0, 1 - committed monthly / tot)',
      substituted: equals(`1 - (${input.commitments.map((one) => shown(one.monthly)).join(' + ') || '0'}) / ${total}`, leverage.freedom),
    },
  ];
}

function ceilingFigures({ input, leverage }: Workings): FigureSpec[] {
  const { retentionValue, vendorCeiling, exitProbability, credibleExitShare, minimumExitShare } = leverage;
  const [e, margin, high] = [shown(input.eligibleShare), shown(input.vendorMargin), shown(input.bench.high)];
  return [
    {
      name: 'retentionValue',
      label: 'Retention value',
      value: percentValue(retentionValue),
      formula: 'R = p x s x vendorMargin / eligibleShare',
      substituted: equals(`${shown(exitProbability)} x ${shown(credibleExitShare)} x ${margin} / ${e}`, retentionValue),
    },
    {
      name: 'vendorCeiling',
      label: 'Vendor ceiling',
      value: percentValue(vendorCeiling),
      formula: 'V = max(bench.high, min(R, bench.high + precedentCap))',
      substituted: equals(`max(${high}, min(${shown(retentionValue)}, ${high} + ${shown(input.precedentCap)}))`, vendorCeiling),
    },
    {
      name: 'minimumExitShare',
      label: 'Exit share from which the threat is worth more than the price list',
      value: percentValue(minimumExitShare),
      formula: 'sMin = eligibleShare x bench.high / (p x vendorMargin)',
      substituted: equals(`${e} x ${high} / (${shown(exitProbability)} x ${margin})`, minimumExitShare),
    },
  ];
}

const INDEX_WEIGHTS: readonly NegotiationConstantId[] = ['weightCan', 'weightWould', 'weightShown', 'weightTiming', 'leverageFloor'];

function indexFigures({ input, leverage, best }: Workings): FigureSpec[] {
  const { value, can, would, shown: seen, timing } = leverage.leverageIndex;
  const factor = (name: 'can' | 'would' | 'shown' | 'timing', formula: string, substituted: string): FigureSpec => {
    const { [name]: number } = leverage.leverageIndex;
    const label = `${name.charAt(0).toUpperCase()}${name.slice(1)} of the leverage index`;
    return {
      name: `leverageIndex.${name}`,
      label,
      value: { kind: 'number', value: number, unit: 'of 1' },
      formula,
      substituted: equals(substituted, number),
    };
  };
  return [
    {
      name: 'leverageIndex',
      label: 'Leverage index',
      value: { kind: 'score', value: rounded(value, 6) },
      formula: 'LI = 100 x Can^0.40 x Would^0.25 x Shown^0.25 x Timing^0.10',
      substituted: equals(`100 x ${shown(can)}^0.4 x ${shown(would)}^0.25 x ${shown(seen)}^0.25 x ${shown(timing)}^0.1`, value),
      constants: INDEX_WEIGHTS,
    },
    factor('can', 'Can = max(0.05, s x freedom)', `max(0.05, ${shown(leverage.credibleExitShare)} x ${shown(leverage.freedom)})`),
    factor(
      'would',
      'Would = max(0.05, clamp(dStar / bench.high, 0, 1))',
      `max(0.05, clamp(${shown(best.dStar)} / ${shown(input.bench.high)}, 0, 1))`,
    ),
    { ...factor('shown', 'Shown by the evidence ladder', input.evidence), constants: [`shown.${input.evidence}`] },
    factor(
      'timing',
      'Timing by the fiscal calendar of the vendor',
      `signature ${input.plannedSignature ?? 'not dated'}, year end ${input.vendorFiscalYearEnd ?? 'not known'}`,
    ),
  ];
}
