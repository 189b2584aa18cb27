import { catalogTargets } from '../../catalog/catalog-rows.ts';
import type { Destination } from '../../catalog/price-destinations.ts';
import { cashFlow, indifferenceDiscount, type CashMonth, type CashScenario } from './cash-flow.ts';
import type { DestinationCapacity, GroupCost } from './destination-draws.ts';
import { effortOf, type Effort } from './effort.ts';
import type { EstimateBase } from './estimate-base.ts';
import { exitEgress, type ExitEgress } from './exit-egress.ts';
import { addedCosts, feesBar, type AddedCosts } from './fees-bar.ts';
import { boundIn, type OpenTerm } from './open-commitments.ts';
import { HOURS_A_WEEK, type PlatformKind } from './people.ts';
import { isBareMetal } from './place.ts';
import { scheduleOf, type Schedule } from './schedule.ts';
import { addInto, central, sumOf } from './scenario-math.ts';
import { correlated } from './scenario-inputs.ts';
import type { StayBaseline } from './stay-baseline.ts';

/** Everything an estimate says of one destination, by scenario; US dollars, months, person-weeks. */
export interface DestinationOutcome {
  readonly capacity: DestinationCapacity;
  readonly added: AddedCosts;
  readonly effort: Effort;
  readonly schedule: Schedule;
  readonly egress: ExitEgress;
  readonly groups: readonly GroupCost[];
  readonly bars: Readonly<Record<BarId, Float64Array>>;
  readonly runRate: Float64Array;
  readonly ratio: Float64Array;
  readonly oneOff: Float64Array;
  readonly npv: Float64Array;
  readonly indifference: Float64Array;
  readonly doubleRun: Float64Array;
  readonly stranded: Float64Array;
  readonly pvStay: number;
  readonly pvStayList: number;
  readonly pvLeaveList: number;
  readonly flows: readonly CashMonth[];
}

export const BAR_IDS = ['hygiene', 'packing', 'unit-price', 'managed-premium', 'fees-network-storage', 'people'] as const;

export type BarId = (typeof BAR_IDS)[number];

export interface OutcomeDeps {
  readonly base: EstimateBase;
  readonly stay: StayBaseline;
  readonly terms: readonly OpenTerm[];
}

export function destinationOutcome({ base, stay, terms }: OutcomeDeps, capacity: DestinationCapacity): DestinationOutcome {
  const { inputs } = base;
  const added = addedCosts(base, capacity, platformKind(capacity.destination));
  const groups = [...capacity.groups, ...added.storage];
  const effort = effortOf(base, capacity.choices);
  const expiry = (provider: string): string => terms.findLast((term) => term.provider === provider)?.endsOn ?? '';
  const schedule = scheduleOf(base, effort, groups.map(({ provider, route }) => ({ provider, route, expires: expiry(provider) }))); // prettier-ignore
  const egress = exitEgress(base, capacity, central(schedule.end));
  const bars = {
    hygiene: stay.hygiene,
    packing: stay.packing,
    'unit-price': capacity.unitPrice,
    'managed-premium': capacity.managedPremium,
    'fees-network-storage': feesBar(added),
    people: added.people,
  };
  const runRate = sumOf(inputs.size, Object.values(bars)).map((delta) => stay.today + delta);
  const money = moneyOverTime(
    { base, stay, terms },
    { capacity, added, groups, schedule, egress, oneOff: oneOffCost(base, capacity, effort) },
  );
  return {
    capacity,
    added,
    effort,
    schedule,
    egress,
    groups,
    bars,
    runRate,
    ratio: runRate.map((usd, at) => usd / Math.max(1e-9, stay.stay[at] ?? 0)),
    ...money,
  };
}

/** Who runs the platform at a destination. */
export function platformKind({ targetId, platform }: Destination): PlatformKind {
  if (isBareMetal(targetId)) return 'bareMetal';
  const kind = catalogTargets().find((target) => target.id === targetId)?.kind;
  if (kind === 'managed-kubernetes') return 'managed';
  return kind === 'paas-on-kubernetes' && platform !== 'kubeadm' ? 'managed' : 'selfManaged';
}

/** weeks x week rate x (1 + contingency), the first of each engine, less credits. Section 3.9. */
function oneOffCost({ assumptions, inputs }: EstimateBase, { choices }: DestinationCapacity, effort: Effort): Float64Array {
  const rate = assumptions.number('effort.hourRate') * (1 + assumptions.number('effort.contingency'));
  const engines = new Set(choices.filter((choice) => !choice.stays).map(({ item }) => item.demand.engine)).size;
  const first = engines === 0 ? new Float64Array(inputs.size) : inputs.range('data.firstOfKindHours');
  const credits = assumptions.number('effort.credits');
  return effort.total.map((weeks, at) => Math.max(0, (weeks * HOURS_A_WEEK + engines * (first[at] ?? 0)) * rate - credits));
}

interface Moving {
  readonly capacity: DestinationCapacity;
  readonly added: AddedCosts;
  readonly groups: readonly GroupCost[];
  readonly schedule: Schedule;
  readonly egress: ExitEgress;
  readonly oneOff: Float64Array;
}

type Money = Pick<
  DestinationOutcome,
  'oneOff' | 'npv' | 'indifference' | 'doubleRun' | 'stranded' | 'pvStay' | 'pvStayList' | 'pvLeaveList' | 'flows'
>;

function moneyOverTime(deps: OutcomeDeps, moving: Moving): Money {
  const { base } = deps;
  const { size, draws } = base.inputs;
  const scenarioAt = cashScenarios(deps, moving);
  const eligible = base.assumptions.number('money.eligibleShare');
  const [npv, indifference, doubleRun, stranded] = [
    new Float64Array(size),
    new Float64Array(size),
    new Float64Array(size),
    new Float64Array(size),
  ];
  const flows: CashMonth[] = [];
  let last = { pvStay: 0, pvStayList: 0, pvLeaveList: 0 };
  for (let at = 0; at < size; at += 1) {
    const result = cashFlow(scenarioAt(at), at === draws ? (_, flow) => flows.push(flow) : undefined);
    npv[at] = result.npv;
    indifference[at] = indifferenceDiscount(result, eligible);
    doubleRun[at] = result.doubleRun;
    stranded[at] = result.stranded;
    last = result;
  }
  return { oneOff: moving.oneOff, npv, indifference, doubleRun, stranded, flows, ...pick(last) };
}

const pick = ({ pvStay, pvStayList, pvLeaveList }: Pick<Money, 'pvStay' | 'pvStayList' | 'pvLeaveList'>) => ({
  pvStay,
  pvStayList,
  pvLeaveList,
});

/** The inputs of the cash flow in each scenario. */
function cashScenarios({ base, stay, terms }: OutcomeDeps, moving: Moving): (at: number) => CashScenario {
  const { inputs, assumptions } = base;
  const months = assumptions.number('money.horizon');
  const rates = inputs.range('money.discountRate');
  const overlap = inputs.range('schedule.doubleRun');
  const { groups, schedule, added } = moving;
  const destinationDrift = priceDrift(base, moving.capacity.place.provider);
  const incumbents = stay.incumbents.map((one) => ({
    drift: priceDrift(base, one.provider),
    stay: one.stay,
    listRatio: one.list.ratio,
    bound: Array.from({ length: months }, (_, month) => boundIn(terms, one.provider, month + 1)),
  }));
  const waves = groups.map((group) => ({
    group,
    incumbent: stay.incumbents.findIndex((one) => one.provider === group.provider),
    wave: schedule.waves.find((wave) => wave.provider === group.provider && wave.route === group.route),
  }));
  const other = Float64Array.from(added.fees);
  addInto(other, added.network);
  addInto(other, added.crossCloud);
  return (at) => ({
    months,
    incumbents: incumbents.map((one) => ({
      stay: one.stay[at] ?? 0,
      yearly: one.drift[at] ?? 0,
      listRatio: one.listRatio,
      bound: one.bound,
    })),
    waves: waves.map(({ group, incumbent, wave }) => ({
      incumbent,
      before: group.before[at] ?? 0,
      after: group.after[at] ?? 0,
      from: wave?.from[at] ?? 0,
      until: wave?.until[at] ?? 0,
    })),
    destinationYearly: destinationDrift[at] ?? 0,
    growth: assumptions.number('money.growth'),
    discountRate: rates[at] ?? 0,
    added: other[at] ?? 0,
    people: added.people[at] ?? 0,
    oneOff: moving.oneOff[at] ?? 0,
    egress: moving.egress.usd,
    overlapMonths: overlap[at] ?? 0,
    start: schedule.start,
    end: schedule.end[at] ?? 0,
  });
}

/** Yearly change of a vendor's prices: one factor for the vendor, one of its own for machines. Section 3.11. */
function priceDrift({ inputs, assumptions }: EstimateBase, provider: string): Float64Array {
  if (provider === '') return new Float64Array(inputs.size);
  const shared = inputs.normal(`price.${provider}`, `Price drift at ${provider}`);
  const own = inputs.privateNormal(`price machines ${provider}`);
  const sd = assumptions.number('uncertainty.priceDrift');
  const drift = (): Float64Array => correlated(shared, own, assumptions.number('uncertainty.rhoPrices')).map((z) => Math.max(-0.5, sd * z));
  return inputs.remembered(`drift ${provider}`, drift);
}
