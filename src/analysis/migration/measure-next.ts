import type { MigrationFinding } from '../../finding/migration-finding.ts';
import { byText, type ComputeItem } from './compute-item.ts';
import type { EstimateBase } from './estimate-base.ts';
import type { InputRank } from './sensitivity.ts';
import { rounded } from './usd.ts';

/** Names shown of what should be measured; the sentence says how many there are. */
const MOST_NAMES = 20;
const WORTH_SAYING = 0.05;

interface Measure {
  readonly input: string;
  readonly verb: string;
  readonly items: readonly ComputeItem[];
  readonly of: string;
}

/**
 * What to measure to narrow the interval most. An input with rank correlation c explains about c^2 of the variance, so that
 * knowing it narrows the interval by 1 - sqrt(1 - c^2). Migration model 0.1, section 3.11.
 */
export function measureNext({ lots }: EstimateBase, ranks: readonly InputRank[]): MigrationFinding['measureNext'] {
  const items = lots.flatMap((lot) => lot.items);
  const measures: Measure[] = [
    {
      input: 'utilisation.memory',
      verb: 'Measure memory on',
      of: 'workloads',
      items: items.filter(({ demand }) => demand.utilisation.memoryMax === null),
    },
    {
      input: 'utilisation.cpu',
      verb: 'Measure CPU on',
      of: 'workloads',
      items: items.filter(({ demand }) => demand.utilisation.cpuP95 === null),
    },
  ];
  return measures
    .flatMap(({ input, verb, of, items: open }) => {
      const correlation = ranks.find((rank) => rank.name === input)?.correlation ?? 0;
      const narrows = 1 - Math.sqrt(1 - Math.min(1, correlation ** 2));
      if (open.length === 0 || narrows < WORTH_SAYING) return [];
      const named = [...open].sort((a, b) => b.monthlyEffective - a.monthlyEffective || byText(a.id, b.id)).map((item) => item.name);
      const percent = Math.round(narrows * 100);
      return [
        {
          what: `${verb} ${open.length === 1 ? 'this workload' : `these ${open.length} ${of}`} to narrow the interval by about ${percent} percent`,
          resources: named.slice(0, MOST_NAMES),
          narrows: rounded(narrows, 4),
        },
      ];
    })
    .sort((a, b) => b.narrows - a.narrows);
}
