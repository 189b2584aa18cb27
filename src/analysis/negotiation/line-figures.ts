import type { NegotiationConstantId } from '../../catalog/negotiation-constants.ts';
import { moneyValue, percentValue, shown, type FigureSpec } from './figure-spec.ts';
import type { Workings } from './workings.ts';

/** One of the four lines, before it is told as a discount and as money. */
interface Line {
  readonly name: 'walkAway' | 'target' | 'expected' | 'opening';
  readonly label: string;
  readonly discount: number;
  readonly formula: string;
  readonly substituted: string;
  readonly constants?: readonly NegotiationConstantId[];
}

/** Figures of walk-away, floor, target, expected settlement, opening and the concession ladder. */
export const lineFigures = (workings: Workings): FigureSpec[] => [
  ...[walkAwayLine(workings), targetLine(workings), ...expectedLine(workings), openingLine(workings)].flatMap((line) =>
    lineSpecs(workings, line),
  ),
  floorSpec(workings),
  ...ladderSpecs(workings),
];

/** A line as discount, in year 1, and over the term. */
function lineSpecs({ input, discountBase, baseline }: Workings, line: Line): FigureSpec[] {
  const { discount } = line;
  const times = (spend: number): string => `${shown(discount)} x ${shown(input.eligibleShare)} x ${shown(spend)}`;
  return [
    { ...line, value: percentValue(discount), substituted: `${line.substituted} = ${shown(discount)}` },
    {
      name: `${line.name}.yearOne`,
      label: `${line.label}, year 1`,
      value: moneyValue(discount * discountBase.yearOne, input.currency),
      formula: 'd x eligibleShare x B_1',
      substituted: `${times(baseline.byYear[0] ?? 0)} = ${shown(discount * discountBase.yearOne)}`,
    },
    {
      name: `${line.name}.presentValue`,
      label: `${line.label}, present value over the term`,
      value: moneyValue(discount * discountBase.term, input.currency),
      formula: 'd x eligibleShare x PV_B',
      substituted: `${times(baseline.presentValue)} = ${shown(discount * discountBase.term)}`,
    },
  ];
}

const walkAwayLine = ({ positions, best, rho }: Workings): Line => ({
  name: 'walkAway',
  label: 'Walk-away',
  discount: positions.walkAway,
  formula: 'W = max(0, dStar) + rho',
  substituted: `max(0, ${shown(best.dStar)}) + ${shown(rho)}`,
});

function targetLine({ input, positions, leverage }: Workings): Line {
  const { walkAway, floor, target, zone } = positions;
  const [f, v, index] = [floor, leverage.vendorCeiling, leverage.leverageIndex.value / 100].map(shown);
  const line = { name: 'target', label: 'Target', discount: target } as const;
  if (!zone) {
    return { ...line, formula: 'T = W: there is no zone of possible agreement', substituted: `V ${v} is below W ${shown(walkAway)}; T` };
  }
  return {
    ...line,
    formula: 'T = min(V, max(bench.typical, f + max(0.5, LI/100) x (V - f)))',
    substituted: `min(${v}, max(${shown(input.bench.typical)}, ${f} + max(0.5, ${index}) x (${v} - ${f})))`,
    constants: ['targetShare'],
  };
}

function expectedLine({ positions: { expected, floor }, leverage }: Workings): Line[] {
  if (expected === null) return [];
  const [f, v, index] = [floor, leverage.vendorCeiling, leverage.leverageIndex.value / 100].map(shown);
  return [
    {
      name: 'expected',
      label: 'Expected settlement',
      discount: expected,
      formula: 'E = f + 0.75 x LI/100 x (V - f)',
      substituted: `${f} + 0.75 x ${index} x (${v} - ${f})`,
      constants: ['settlementShare'],
    },
  ];
}

function openingLine({ positions, leverage }: Workings): Line {
  const [t, w, v] = [positions.target, positions.walkAway, leverage.vendorCeiling].map(shown);
  return {
    name: 'opening',
    label: 'Opening',
    discount: positions.opening,
    formula: 'O = min(T + max(0.5 x (T - W), 0.03), max(1.25 x V, T + 0.03))',
    substituted: `min(${t} + max(0.5 x (${t} - ${w}), 0.03), max(1.25 x ${v}, ${t} + 0.03))`,
    constants: ['openingShare', 'openingStep', 'openingCeiling'],
  };
}

const floorSpec = ({ input, positions: { walkAway, floor } }: Workings): FigureSpec => ({
  name: 'floor',
  label: 'Floor of expectation',
  value: percentValue(floor),
  formula: 'f = max(W, bench.low, currentDiscount)',
  substituted: `max(${shown(walkAway)}, ${shown(input.bench.low)}, ${shown(input.currentDiscount)}) = ${shown(floor)}`,
});

const ladderSpecs = ({ positions: { concessionLadder, opening, target } }: Workings): FigureSpec[] =>
  concessionLadder.map((discount, step) => ({
    name: `concessionLadder.${step}`,
    label: step === 0 ? 'Opening of the ladder' : `Position after concession ${step}`,
    value: percentValue(discount),
    formula: 'c_k = c_(k-1) - (O - T) x q^(k-1) x (1 - q) / (1 - q^4), q = 0.5',
    substituted: `from ${shown(opening)} to ${shown(target)}, after ${step} of 4 concessions = ${shown(discount)}`,
    constants: ['concessionRatio', 'concessionSteps'],
  }));
