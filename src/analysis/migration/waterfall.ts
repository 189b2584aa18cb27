import type { WaterfallBar } from '../../finding/migration-finding.ts';
import { BAR_IDS, type BarId, type DestinationOutcome } from './destination-outcome.ts';
import type { EstimateBase } from './estimate-base.ts';
import { mergedFilter, type FigureNotes } from './figure-notes.ts';
import type { PortfolioItem } from './portfolio.ts';
import type { ChargeFilter } from '../../focus/filter.ts';
import { central, constant } from './scenario-math.ts';
import type { StayBaseline } from './stay-baseline.ts';
import { centsJson, centsOf, moneyQuantiles, usdText } from './usd.ts';
import type { MigrationAssumptionId } from '../../catalog/migration-assumptions.ts';

interface BarMeaning {
  readonly label: string;
  readonly formula: string;
  readonly assumptions: readonly MigrationAssumptionId[];
}

const MEANINGS: Readonly<Record<BarId, BarMeaning>> = {
  hygiene: {
    label: 'Hygiene',
    formula: 'today x (adoption x size needed where it stands + (1 - adoption)) - today; zombies need nothing',
    assumptions: ['rightSizing.adoption', 'rightSizing.cpuHeadroom', 'rightSizing.memoryHeadroom', 'rightSizing.memoryShareMean'],
  },
  packing: {
    label: 'Packing',
    formula: "movable share packed on the incumbent's own Kubernetes - the same share after hygiene",
    assumptions: ['packing.slackAutoscaled', 'packing.qualitySd', 'purchase.commitYears', 'purchase.spotShare', 'packing.minimumNodes'],
  },
  'unit-price': {
    label: 'Unit price',
    formula: "the same demand packed at the destination - packed on the incumbent's own Kubernetes",
    assumptions: ['purchase.commitYears', 'purchase.spotShare', 'performance.sd', 'uncertainty.fx'],
  },
  'managed-premium': {
    label: 'Managed premium',
    formula: 'tasks, platforms, functions and data services as pods, with the hours of people who run them - what they cost today',
    assumptions: ['faas.utilisation', 'faas.peakToMean', 'data.opsHours.relational', 'effort.hourRate'],
  },
  'fees-network-storage': {
    label: 'Fees, network, storage',
    formula: 'control planes, licences, traffic, cross-cloud traffic and storage at the destination - what they replace',
    assumptions: ['network.crossCloudShare', 'packing.nodesPerCluster', 'exit.full'],
  },
  people: {
    label: 'People',
    formula: 'max(0, full-time people of the destination - of what it replaces) x month',
    assumptions: ['effort.hourRate', 'people.onCallFloor', 'people.todayPer25Machines'],
  },
};

/** Bars available without leaving: tidying as a whole, and what packing saves on the incumbent's own Kubernetes. */
const WITHOUT_LEAVING: readonly BarId[] = ['hygiene', 'packing'];

interface WaterfallDeps {
  readonly base: EstimateBase;
  readonly stay: StayBaseline;
  readonly notes: FigureNotes;
  readonly filters: BarFilters;
}

/** The charge rows behind each bar; the same for every destination. */
export type BarFilters = Readonly<Record<BarId | 'all', ChargeFilter>>;

/** Today, the six bars and the run-rate. Bars are differences of totals in whole cents, so that they add up. */
export function waterfall({ base, stay, notes, filters }: WaterfallDeps, outcome: DestinationOutcome): WaterfallBar[] {
  const { destination, packed, storage } = outcome.capacity;
  const slug = `${destination.targetId}.bar`;
  const today = total({
    notes,
    slug: `${slug}.today`,
    label: 'Today',
    values: constant(base.inputs.size, stay.today),
    filter: filters.all,
  });
  const keys: Readonly<Partial<Record<BarId, readonly string[]>>> = {
    'unit-price': packed.machines.map(({ price }) => price.key),
    'managed-premium': packed.machines.map(({ price }) => price.key),
    'fees-network-storage': [...outcome.added.keys, ...Object.values(storage).flatMap(({ key }) => key ?? [])],
  };
  let level = stay.today;
  const bars = BAR_IDS.map((id): WaterfallBar => {
    const before = level;
    level += central(outcome.bars[id]);
    const cents = centsOf(level) - centsOf(before);
    const amount = centsJson(cents);
    const { label, formula, assumptions } = MEANINGS[id];
    const figureId = notes.add({
      slug: `${slug}.${id}`,
      label: `${label}, a month, ${destination.targetId}`,
      value: { kind: 'money', money: amount },
      formula,
      substituted: `${usdText(level)} - ${usdText(before)} = ${usdText(level - before)}`,
      filter: filters[id],
      catalogRows: [...new Set(keys[id] ?? [])].sort(),
      assumptions,
    });
    const without = WITHOUT_LEAVING.includes(id) && cents < 0n ? cents : 0n;
    return { id, amount, interval: moneyQuantiles(outcome.bars[id]), availableWithoutLeaving: centsJson(without), figureId };
  });
  const last = total({
    notes,
    slug: `${slug}.run-rate`,
    label: `Run-rate, ${destination.targetId}`,
    values: outcome.runRate,
    filter: filters.all,
  });
  return [{ id: 'today', ...today }, ...bars, { id: 'run-rate', ...last }];
}

interface TotalQuestion {
  readonly notes: FigureNotes;
  readonly slug: string;
  readonly label: string;
  readonly values: Float64Array;
  readonly filter: ChargeFilter;
}

function total({ notes, slug, label, values, filter }: TotalQuestion): Omit<WaterfallBar, 'id'> {
  const amount = centsJson(centsOf(central(values)));
  const figureId = notes.add({
    slug,
    label: `${label}, a month`,
    value: { kind: 'money', money: amount },
    formula: slug.endsWith('today') ? 'effective cost of the window / its months' : 'today + every bar',
    substituted: usdText(central(values)),
    filter,
  });
  return { amount, interval: moneyQuantiles(values), availableWithoutLeaving: centsJson(0n), figureId };
}

/** The rows of the items whose cost a bar changes. */
export function barFilters({ portfolio, lots, functions, data, input }: EstimateBase): BarFilters {
  const compute = lots.flatMap((lot) => lot.items);
  const managed = compute.filter(({ route }) => route === 'serverless-container' || route === 'paas');
  const of = (items: readonly PortfolioItem[]): ChargeFilter => mergedFilter(items.map((item) => item.filter), input.window); // prettier-ignore
  const machines = of(compute);
  return {
    all: { range: input.window, where: {} },
    hygiene: machines,
    packing: machines,
    'unit-price': machines,
    'managed-premium': of([...managed, ...functions.flatMap((lot) => lot.items), ...data]),
    'fees-network-storage': of(portfolio.items.filter(({ demand }) => demand.kind === 'storage' || demand.kind === 'control-plane')),
    people: machines,
  };
}
