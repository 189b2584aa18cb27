import { usageText } from './line-texts.ts';
import { sumUsd, type DemandReading, type PlacedLine } from './placed-line.ts';
import type { Traffic, TrafficPaths } from './portfolio.ts';
import { monthlyGib } from './service-demand.ts';
import { trafficPath } from './traffic-path.ts';
import { hoursOf } from './usage-unit.ts';
import { floatOf } from './usd-spend.ts';

type Amounts = Omit<TrafficPaths, 'monthlyEffective' | 'withoutQuantity'>;

const NONE: Amounts = { internetGb: 0, crossZoneGb: 0, crossRegionGb: 0, natGb: 0, natHours: 0, loadBalancerHours: 0 };

/** Gigabytes and hours a month by path, in all and by provider; each line of traffic is counted once. */
export function trafficOf(reading: DemandReading, lines: readonly PlacedLine[]): Traffic {
  const providers = [...new Set(lines.map(({ provider }) => provider))].sort();
  const stated = lines.filter(({ usdList }) => usdList !== null);
  const list = lines.reduce((sum, { usd, usdList }) => sum + (usdList ?? usd), 0n);
  return {
    ...pathsOf(reading, lines),
    monthlyList: lines.length === 0 || stated.length === 0 ? null : floatOf(list) / reading.months,
    byProvider: providers.map((provider) => {
      const own = lines.filter((placed) => placed.provider === provider);
      return { provider, serviceNames: [...new Set(own.map(({ serviceName }) => serviceName))].sort(), ...pathsOf(reading, own) };
    }),
  };
}

function pathsOf(reading: DemandReading, lines: readonly PlacedLine[]): TrafficPaths {
  const amounts = { ...NONE };
  let without = 0n;
  for (const placed of lines) {
    const read = amountOf(reading, placed);
    if (read === null) without += placed.usd;
    else if (read.path !== null) amounts[read.path] += read.amount;
  }
  return { ...amounts, monthlyEffective: floatOf(sumUsd(lines)) / reading.months, withoutQuantity: floatOf(without) / reading.months };
}

interface PathAmount {
  /** Null for traffic into the cloud, which costs nothing anywhere. */
  readonly path: keyof Amounts | null;
  readonly amount: number;
}

function amountOf(reading: DemandReading, placed: PlacedLine): PathAmount | null {
  const path = trafficPath(`${usageText(placed.line)} | ${placed.serviceName}`);
  const gib = monthlyGib(reading, placed);
  const hours = hoursOf(placed.line);
  const perMonth = hours === null ? null : hours / reading.months;
  switch (path) {
    case 'inbound':
      return { path: null, amount: 0 };
    case 'other':
      return null;
    case 'nat':
      return gib !== null ? { path: 'natGb', amount: gib } : perMonth === null ? null : { path: 'natHours', amount: perMonth };
    case 'load-balancer':
      return perMonth === null ? null : { path: 'loadBalancerHours', amount: perMonth };
    case 'internet':
    case 'cross-zone':
    case 'cross-region':
      return gib === null ? null : { path: GB_PATHS[path], amount: gib };
  }
}

const GB_PATHS = { internet: 'internetGb', 'cross-zone': 'crossZoneGb', 'cross-region': 'crossRegionGb' } as const;
