import { byText } from './compute-item.ts';
import type { EstimateBase } from './estimate-base.ts';
import type { InPlace } from './in-place.ts';
import { listRatios, type ListRatio } from './list-ratio.ts';
import { addInto, constant, minus, sumOf } from './scenario-math.ts';

/** One incumbent as it is and as it could be without leaving, US dollars a month. */
export interface IncumbentBaseline {
  readonly provider: string;
  readonly today: number;
  /** After hygiene and packing on its own Kubernetes, by scenario. */
  readonly stay: Float64Array;
  readonly list: ListRatio;
  /** Spend that no agreement discounts. */
  readonly notEligible: number;
}

/** What staying costs: the levels of the waterfall that need no destination. */
export interface StayBaseline {
  readonly today: number;
  readonly hygiene: Float64Array;
  readonly packing: Float64Array;
  /** Today and everything that can be had without leaving. */
  readonly stay: Float64Array;
  readonly incumbents: readonly IncumbentBaseline[];
}

export function stayBaseline(base: EstimateBase, own: InPlace): StayBaseline {
  const { size } = base.inputs;
  const { portfolio } = base;
  const ratioOf = listRatios(base.input.lines);
  const spends = [...portfolio.items, ...portfolio.fixed, ...portfolio.unpriced, ...portfolio.traffic.byProvider];
  const incumbents = [...Map.groupBy(spends, (spend) => spend.provider).entries()]
    .sort(([a], [b]) => byText(a, b))
    .map(([provider, list]): IncumbentBaseline => {
      const today = list.reduce((sum, one) => sum + one.monthlyEffective, 0);
      const stay = constant(size, today);
      for (const one of own.lots) if (one.lot.provider === provider) addInto(stay, minus(one.best, one.today));
      const fixed = portfolio.fixed.filter((one) => one.provider === provider && one.route === 'not-movable');
      return { provider, today, stay, list: ratioOf(provider), notEligible: fixed.reduce((sum, one) => sum + one.monthlyEffective, 0) };
    });
  return {
    today: incumbents.reduce((sum, { today }) => sum + today, 0),
    hygiene: sumOf(size, own.lots.map(({ tidied, today }) => minus(tidied, today))), // prettier-ignore
    packing: sumOf(size, own.lots.map(({ packed, tidied }) => minus(packed, tidied))), // prettier-ignore
    stay: sumOf(size, incumbents.map(({ stay }) => stay)), // prettier-ignore
    incumbents,
  };
}
