import type { ResolvedAssumptions } from '../../catalog/migration-assumptions.ts';
import type { PriceBook } from '../../catalog/price-book.ts';
import type { MigrationRoute } from '../../finding/migration-finding.ts';
import { byText, isComputeItem, isDataItem, isFunctionItem, isStorageItem, type DataItem, type StorageItem } from './compute-item.ts';
import { functionLots, type FunctionLot } from './function-lot.ts';
import type { MigrationInput } from './migration-input.ts';
import { movableShares, type MovableShares } from './movable-shares.ts';
import type { Home } from './place.ts';
import type { ControlPlaneDemand, Portfolio, PortfolioItem } from './portfolio.ts';
import { scenarioInputs, type ScenarioInputs } from './scenario-inputs.ts';
import { workloadLots, type WorkloadLot } from './workload-lots.ts';

export interface EstimateQuestion {
  readonly input: MigrationInput;
  readonly portfolio: Portfolio;
  readonly prices: PriceBook;
  readonly assumptions: ResolvedAssumptions;
}

export type ControlPlaneItem = PortfolioItem & { readonly demand: ControlPlaneDemand };

/** What every destination shares: the scenarios, and today's workloads in each of them. */
export interface EstimateBase extends EstimateQuestion {
  readonly inputs: ScenarioInputs;
  /** Incumbents by compute spend, the largest first, and where most of their machines run. */
  readonly homes: readonly Home[];
  readonly lots: readonly WorkloadLot[];
  readonly functions: readonly FunctionLot[];
  readonly data: readonly DataItem[];
  readonly storage: readonly StorageItem[];
  readonly controlPlanes: readonly ControlPlaneItem[];
  readonly movable: MovableShares;
  /** One and the share of an incumbent's spend that support and tax add to it. */
  readonly gross: (provider: string) => number;
}

export function estimateBase(question: EstimateQuestion): EstimateBase {
  const { portfolio, input, assumptions } = question;
  const inputs = scenarioInputs(input.seed, assumptions);
  const compute = portfolio.items.filter(isComputeItem);
  const lots = workloadLots(compute, inputs);
  const functions = functionLots(portfolio.items.filter(isFunctionItem), inputs);
  const data = portfolio.items.filter(isDataItem);
  return {
    ...question,
    inputs,
    homes: homesOf(portfolio),
    lots,
    functions,
    data,
    storage: portfolio.items.filter(isStorageItem),
    controlPlanes: portfolio.items.filter((item): item is ControlPlaneItem => item.demand.kind === 'control-plane'),
    movable: movableShares({ lots, functions, data }, inputs),
    gross: grossFactors(portfolio),
  };
}

/** Incumbents in order of what could move, each with the region of most of it; providers without a region last. */
function homesOf({ items }: Portfolio): Home[] {
  const movers = items.filter((item) => !STAYING.includes(item.route));
  const byProvider = [...Map.groupBy(movers, (item) => item.provider).entries()];
  const spendOf = (list: readonly PortfolioItem[]): number => list.reduce((sum, item) => sum + item.monthlyEffective, 0);
  return byProvider
    .sort(([a, one], [b, other]) => spendOf(other) - spendOf(one) || byText(a, b))
    .map(([provider, list]) => {
      const machines = list.filter((item) => item.demand.kind === 'compute');
      const regions = [...Map.groupBy(machines.length > 0 ? machines : list, (item) => item.regionId).entries()].filter(
        ([region]) => region !== '',
      );
      const [main] = regions.sort(([a, one], [b, other]) => spendOf(other) - spendOf(one) || byText(a, b));
      return { provider, regionId: main?.[0] ?? '' };
    });
}

const STAYING: readonly MigrationRoute[] = ['not-addressable', 'not-movable', 'unpriced'];

/** Support and tax that scale with spend, over the spend they scale with, by provider. */
function grossFactors({ items, fixed, unpriced, traffic }: Portfolio): (provider: string) => number {
  const factors = new Map<string, number>();
  return (provider) => {
    const known = factors.get(provider);
    if (known !== undefined) return known;
    const of = (list: readonly { readonly provider: string; readonly monthlyEffective: number }[]): number =>
      list.filter((one) => one.provider === provider).reduce((sum, one) => sum + one.monthlyEffective, 0);
    const scaled = of(fixed.filter((one) => one.scalesWithSpend));
    const rest = of(items) + of(fixed.filter((one) => !one.scalesWithSpend)) + of(unpriced) + of(traffic.byProvider);
    const factor = rest > 0 && scaled > 0 ? 1 + scaled / rest : 1;
    factors.set(provider, factor);
    return factor;
  };
}
