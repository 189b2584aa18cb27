import type { DestinationOutcome } from './destination-outcome.ts';
import type { EstimateBase } from './estimate-base.ts';
import type { FigureNote, FigureNotes } from './figure-notes.ts';
import { central } from './scenario-math.ts';
import { quantilesOf, rounded, usdJson, usdText } from './usd.ts';

interface FigureDeps {
  readonly base: EstimateBase;
  readonly notes: FigureNotes;
  readonly probability: number;
  readonly payback: number | null;
}

/** Adds the figures of one destination that are no bars, and answers their ids by the key of the number they are of. */
export function destinationFigures({ base, notes, probability, payback }: FigureDeps, outcome: DestinationOutcome): Record<string, string> {
  const { targetId } = outcome.capacity.destination;
  const specs = {
    ...onceSpecs(base, outcome),
    ...monthlySpecs(base, outcome),
    ...exitSpecs(base, outcome),
    ...shareSpecs({ base, probability, payback }, outcome),
  };
  return Object.fromEntries(
    Object.entries(specs).map(([key, { label, ...note }]) => [
      key,
      notes.add({ slug: `${targetId}.${key}`, label: `${label}, ${targetId}`, ...note }),
    ]),
  );
}

type Spec = Omit<FigureNote, 'slug'>;

const ofMoney = (usd: number): FigureNote['value'] => ({ kind: 'money', money: usdJson(usd) });

function onceSpecs({ assumptions }: EstimateBase, outcome: DestinationOutcome): Record<string, Spec> {
  const { p50: oneOff } = quantilesOf(outcome.oneOff);
  const { p50: doubleRun } = quantilesOf(outcome.doubleRun);
  const rate = assumptions.number('effort.hourRate');
  return {
    oneOff: {
      label: 'One-off cost, P50',
      value: ofMoney(oneOff),
      formula: '(effort weeks x 40 + hours for the first of each engine) x rate x (1 + contingency) - credits',
      substituted: `central: ${rounded(central(outcome.effort.total), 2)} weeks x 40 x ${rate} USD x ${1 + assumptions.number('effort.contingency')} = ${usdText(central(outcome.oneOff))}; P50 of the draws ${usdText(oneOff)}`,
      assumptions: ['effort.hourRate', 'effort.contingency', 'effort.credits', 'uncertainty.rhoEffort'],
    },
    doubleRun: {
      label: 'Double run, P50',
      value: ofMoney(doubleRun),
      formula: 'sum over waves of destination cost x overlap months',
      substituted: `central ${usdText(central(outcome.doubleRun))}; P50 of the draws ${usdText(doubleRun)}`,
      assumptions: ['schedule.doubleRun'],
    },
  };
}

function monthlySpecs({ input }: EstimateBase, outcome: DestinationOutcome): Record<string, Spec> {
  const all = { range: input.window, where: {} };
  const { p50: npv } = quantilesOf(outcome.npv);
  const machines = outcome.capacity.packed.machines;
  return {
    runRate: {
      label: 'Run-rate a month',
      value: ofMoney(central(outcome.runRate)),
      formula: 'today + every bar of the waterfall',
      substituted: usdText(central(outcome.runRate)),
      filter: all,
      catalogRows: machines.map(({ price }) => price.key).sort(),
    },
    npv: {
      label: 'Net present value, P50',
      value: ofMoney(npv),
      formula: 'sum of (stay - leave) / (1 + r)^(t/12) over the months of the horizon',
      substituted: `central: ${usdText(outcome.pvStay)} - ${usdText(outcome.pvStay - central(outcome.npv))} = ${usdText(central(outcome.npv))}; P50 of the draws ${usdText(npv)}`,
      filter: all,
      assumptions: ['money.horizon', 'money.discountRate', 'money.growth', 'uncertainty.priceDrift'],
    },
    peopleMonthly: {
      label: 'People a month',
      value: ofMoney(central(outcome.added.people)),
      formula: 'max(0, full-time people of the destination - of what it replaces) x month',
      substituted: usdText(central(outcome.added.people)),
      assumptions: ['effort.hourRate', 'people.onCallFloor', 'people.todayPer25Machines'],
    },
  };
}

function exitSpecs({ input }: EstimateBase, outcome: DestinationOutcome): Record<string, Spec> {
  const all = { range: input.window, where: {} };
  return {
    exitEgress: {
      label: 'Egress of leaving',
      value: ofMoney(outcome.egress.usd),
      formula: 'stored GB that move x tiered price of internet traffic x (1 - waiver)',
      substituted: `${rounded(outcome.egress.gb, 1)} GB = ${usdText(outcome.egress.usd)}${outcome.egress.waived === null ? '' : `; free: ${outcome.egress.waived}`}`,
      catalogRows: [...new Set(outcome.egress.keys)].sort(),
      assumptions: ['exit.full', 'exit.eu'],
    },
    stranded: {
      label: 'Stranded commitments over the horizon',
      value: ofMoney(central(outcome.stranded)),
      formula: 'sum over months of commitments that bind - what stays to use them',
      substituted: usdText(central(outcome.stranded)),
      filter: all,
    },
  };
}

function shareSpecs({ base, probability, payback }: Omit<FigureDeps, 'notes'>, outcome: DestinationOutcome): Record<string, Spec> {
  const { p50 } = quantilesOf(outcome.indifference);
  const { result } = outcome.capacity.packed;
  const months = base.assumptions.number('money.horizon');
  return {
    indifference: {
      label: 'Indifference discount, P50',
      value: { kind: 'percent', value: rounded(p50 * 100, 4) },
      formula: 'd* = (PV stay at list-equivalent price - PV leave) / (e x PV stay)',
      substituted: `central: (${usdText(outcome.pvStayList)} - ${usdText(outcome.pvLeaveList)}) / (${base.assumptions.number('money.eligibleShare')} x ${usdText(outcome.pvStayList)}) = ${rounded(central(outcome.indifference), 4)}; P50 of the draws ${rounded(p50, 4)}`,
      assumptions: ['money.eligibleShare', 'money.horizon', 'money.discountRate'],
    },
    probabilityOfSaving: {
      label: 'Chance of a saving',
      value: { kind: 'percent', value: rounded(probability * 100, 4) },
      formula: 'draws with a net present value above zero / all draws',
      substituted: `${Math.round(probability * base.inputs.draws)} / ${base.inputs.draws}`,
      assumptions: ['uncertainty.draws'],
    },
    payback: {
      label: 'Payback',
      value:
        payback === null
          ? { kind: 'unknown', reason: `does not pay back in ${months} months` }
          : { kind: 'number', value: payback, unit: 'months' },
      formula: 'first month with a cumulative cash flow of zero or more',
      substituted: payback === null ? `none in ${months} months` : `month ${payback}`,
      assumptions: ['money.horizon'],
    },
    quality: {
      label: 'Packing quality',
      value: { kind: 'number', value: rounded(result.quality, 4), unit: 'ratio' },
      formula: 'packed price / provable lower bound',
      substituted: `${rounded(result.usdPerHour, 6)} / ${rounded(result.lowerBoundUsdPerHour, 6)} USD an hour = ${rounded(result.quality, 4)}`,
      catalogRows: outcome.capacity.packed.machines.map(({ price }) => price.key).sort(),
      assumptions: [
        'packing.minimumNodes',
        'packing.maxNodeShare',
        'packing.daemonSetCpu',
        'packing.daemonSetMemory',
        'packing.daemonSetPods',
      ],
    },
  };
}
