import type { DestinationNode, DestinationNumbers } from '../../finding/migration-finding.ts';
import { sampleQuantiles } from './distribution.ts';
import { paybackMonth } from './cash-flow.ts';
import type { DestinationOutcome } from './destination-outcome.ts';
import { destinationFigures } from './destination-figures.ts';
import type { EstimateBase } from './estimate-base.ts';
import type { FigureNotes } from './figure-notes.ts';
import { purchaseOfMachine } from './purchase-mix.ts';
import { central, drawsOf } from './scenario-math.ts';
import { strongestInputs, type rankedInputs } from './sensitivity.ts';
import type { StayBaseline } from './stay-baseline.ts';
import { moneyQuantiles, quantilesOf, rounded, roundedQuantiles, usdJson } from './usd.ts';
import { waterfall, type BarFilters } from './waterfall.ts';
import { groupRatios } from './workload-groups.ts';

export interface NumbersDeps {
  readonly base: EstimateBase;
  readonly stay: StayBaseline;
  readonly notes: FigureNotes;
  readonly ranked: ReturnType<typeof rankedInputs>;
  readonly filters: BarFilters;
}

const STRONGEST = 3;

/** What the finding says of one destination: the point from the central scenario, the intervals from the draws. */
export function destinationNumbers(deps: NumbersDeps, outcome: DestinationOutcome): DestinationNumbers {
  const { base, notes } = deps;
  const { capacity, effort, schedule } = outcome;
  const bars = waterfall(deps, outcome);
  const payback = paybackMonth(outcome.flows);
  const probability = drawsOf(outcome.npv).reduce((sum, npv) => sum + (npv > 0 ? 1 : 0), 0) / base.inputs.draws;
  const [p25 = 0] = sampleQuantiles(drawsOf(outcome.indifference), [0.25]);
  return {
    runRate: bars.at(-1)?.amount ?? usdJson(0),
    runRateInterval: moneyQuantiles(outcome.runRate),
    ratio: { point: rounded(central(outcome.ratio)), ...roundedQuantiles(quantilesOf(outcome.ratio)) },
    groupRatios: groupRatios(outcome, notes),
    bars,
    nodes: nodesOf(base, outcome),
    packing: packingOf(base, outcome),
    oneOff: moneyQuantiles(outcome.oneOff),
    effortWeeks: roundedQuantiles(quantilesOf(effort.total), 3),
    monthsToLeave: roundedQuantiles(quantilesOf(schedule.end), 3),
    doubleRun: moneyQuantiles(outcome.doubleRun),
    exitEgress: usdJson(outcome.egress.usd),
    stranded: usdJson(central(outcome.stranded)),
    peopleMonthly: usdJson(central(outcome.added.people)),
    npv: moneyQuantiles(outcome.npv),
    paybackMonths: payback,
    indifference: {
      point: rounded(central(outcome.indifference)),
      p25: rounded(p25),
      ...roundedQuantiles(quantilesOf(outcome.indifference)),
    },
    probabilityOfSaving: rounded(probability),
    headline: isTooWide(base, outcome) ? 'range-only' : 'point',
    verdict: verdictOf(base, probability),
    sensitivity: sensitivityOf(deps, outcome),
    cashFlow: cashFlowOf(outcome),
    stays: capacity.choices
      .filter((choice) => choice.stays)
      .map(({ item, reason }) => ({ workload: item.name, monthly: usdJson(item.monthlyEffective), reason })),
    figureIds: destinationFigures({ base, notes, probability, payback }, outcome),
  };
}

function sensitivityOf({ ranked }: NumbersDeps, { npv }: DestinationOutcome): DestinationNumbers['sensitivity'] {
  return strongestInputs(ranked, npv)
    .slice(0, STRONGEST)
    .map(({ label, correlation, atLow, atHigh }) => ({
      input: label,
      rankCorrelation: rounded(correlation, 4),
      npvAtLow: usdJson(atLow),
      npvAtHigh: usdJson(atHigh),
    }));
}

function cashFlowOf({ flows }: DestinationOutcome): DestinationNumbers['cashFlow'] {
  let cumulative = 0;
  return flows.map(({ stay, leave }, at) => {
    cumulative += stay - leave;
    return { month: at + 1, stay: usdJson(stay), leave: usdJson(leave), cumulative: usdJson(cumulative) };
  });
}

/** The interval of the run-rate is wider than its middle: no single number is honest. */
function isTooWide({ assumptions }: EstimateBase, { runRate }: DestinationOutcome): boolean {
  const { p10, p50, p90 } = quantilesOf(runRate);
  return p90 - p10 > assumptions.number('uncertainty.headlineWidth') * Math.abs(p50);
}

function verdictOf({ assumptions }: EstimateBase, probability: number): DestinationNumbers['verdict'] {
  if (probability >= assumptions.number('verdict.savesFrom')) return 'saves';
  return probability < assumptions.number('verdict.costsMoreBelow') ? 'costs-more' : 'unclear';
}

function nodesOf({ assumptions }: EstimateBase, { capacity }: DestinationOutcome): DestinationNode[] {
  const { machines, ratios } = capacity.packed;
  const years = assumptions.number('purchase.commitYears');
  return [...machines]
    .sort((a, b) => b.count * b.price.usd.onDemand - a.count * a.price.usd.onDemand || (a.price.key < b.price.key ? -1 : 1))
    .map(({ price, count }) => ({
      instanceType: price.instanceType,
      count,
      usdPerHour: price.onDemand,
      purchase: purchaseOfMachine({ price, shares: capacity.cost.purchase, ratios, years }),
      priceKey: price.key,
      priceAsOf: price.asOf,
    }));
}

function packingOf(base: EstimateBase, { capacity }: DestinationOutcome): DestinationNumbers['packing'] {
  const { result, unit } = capacity.packed;
  const placed = new Map(base.portfolio.items.map((item) => [item.id, item.name]));
  const slack = base.assumptions.range(
    base.assumptions.number('packing.autoscaler') === 1 ? 'packing.slackAutoscaled' : 'packing.slackFixed',
  );
  const prices = unit.amd64;
  return {
    workloads: capacity.packed.workloads,
    packedUsdPerHour: usdPerHour(result.usdPerHour),
    lowerBoundUsdPerHour: usdPerHour(result.lowerBoundUsdPerHour),
    quality: rounded(result.quality, 4),
    operatingSlack: slack.mid,
    usdPerVcpuHour: rounded(prices.vcpuHour, 6),
    usdPerGibHour: rounded(prices.gibHour, 6),
    unplaced: result.unplaced.map(({ workload, reason }) => ({ workload: placed.get(workload) ?? workload, reason })),
  };
}

const usdPerHour = (usd: number): string => `${rounded(usd, 6)}`;
