import type { RangeAssumptionId } from '../../catalog/migration-assumptions.ts';
import type { MigrationRoute } from '../../finding/migration-finding.ts';
import type { ChargeFilter } from '../../focus/filter.ts';
import type { DayRange } from '../../time.ts';
import { computeDemand, type ReadDemand } from './compute-demand.ts';
import { computeRoute, marksOfAll } from './line-marks.ts';
import { resourceLabel, usageText } from './line-texts.ts';
import { regionOf, sumUsd, type DemandReading, type PlacedLine } from './placed-line.ts';
import type { Demand, PortfolioItem, ThreePoint } from './portfolio.ts';
import { controlPlaneDemand, dataDemand, functionDemand, performanceOf, storageDemand } from './service-demand.ts';
import { floatOf } from './usd-spend.ts';

/** Lines of one thing, at least one. */
export type LineGroup = readonly [PlacedLine, ...PlacedLine[]];

/** Lines grouped to things: by resource, and without resource ids by account, service, region and machine. In order of key. */
export function groupsOf(placed: readonly PlacedLine[]): LineGroup[] {
  const groups = new Map<string, [PlacedLine, ...PlacedLine[]]>();
  for (const line of placed) {
    const key = groupKey(line);
    if (key === null) continue;
    const held = groups.get(key);
    if (held === undefined) groups.set(key, [line]);
    else held.push(line);
  }
  return [...groups].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, lines]) => lines);
}

/** Null for lines that are no thing: fixed, unpriced, traffic. */
function groupKey({ line, provider, serviceName, place }: PlacedLine): string | null {
  if (place.kind === 'fixed' || place.kind === 'unpriced' || place.kind === 'traffic') return null;
  const kind = place.kind === 'compute' ? place.runs : place.kind === 'storage' ? place.medium : place.kind;
  const common = [kind, provider, line.subAccountId];
  // Disks and snapshots are thousands, and have nothing but gigabytes.
  if (place.kind === 'storage' && place.medium !== 'object' && place.medium !== 'archive') {
    return JSON.stringify([...common, serviceName, regionOf(line), performanceOf(usageText(line))]);
  }
  const engine = place.kind === 'data-service' ? place.engine : '';
  if (line.resourceId !== '') return JSON.stringify([...common, engine, line.resourceId.toLowerCase()]);
  return JSON.stringify([
    ...common,
    engine,
    serviceName,
    regionOf(line),
    place.kind === 'compute' ? machineWord(line.usageType || line.skuMeter || line.chargeDescription) : '',
  ]);
}

/** What tells machines without ids apart: "m5.large" of a usage type, and "N2" or "E4" of a meter that bills cores and memory apart. */
function machineWord(text: string): string {
  const [, colon] = /:([a-z0-9][a-z0-9.-]*)$/i.exec(text) ?? [];
  return (colon ?? text.replaceAll(/\b(?:instance|core|cores|ram|memory|ocpu|vcpu|cpu|running|in .*$)\b/gi, ''))
    .replaceAll(/[\s-]+/g, ' ')
    .trim()
    .toLowerCase();
}

export type ItemAnswer =
  | { readonly kind: 'item'; readonly item: PortfolioItem }
  | { readonly kind: 'unpriced'; readonly reason: string; readonly lines: LineGroup }
  | { readonly kind: 'refund'; readonly lines: LineGroup };

/** The item of a group of lines, or why there is none. */
export function itemOf(reading: DemandReading, { window }: { readonly window: DayRange | null }, lines: LineGroup): ItemAnswer {
  const usd = sumUsd(lines);
  if (usd < 0n) return { kind: 'refund', lines };
  const read = demandOf(reading, lines);
  if (!read.ok) return { kind: 'unpriced', reason: read.reason, lines };
  const [first] = lines;
  const route = routeOf(lines, read.demand);
  const list = lines.some(({ usdList, usd: own }) => usdList === null && own !== 0n)
    ? null
    : lines.reduce((sum, { usdList, usd: own }) => sum + (usdList ?? own), 0n);
  return {
    kind: 'item',
    item: {
      id: groupKey(first) ?? '',
      name: nameOf(lines),
      provider: first.provider,
      subAccountId: first.line.subAccountId,
      serviceName: first.serviceName,
      regionId: regionOf(first.line),
      application: marksOfAll(lines.map(({ line }) => line)).application,
      route,
      movable: movableOf(reading, route),
      monthlyEffective: floatOf(usd) / reading.months,
      monthlyList: list === null ? null : floatOf(list) / reading.months,
      demand: read.demand,
      filter: filterOf(lines, window),
      priceKeys: read.priceKeys,
      flags: read.flags,
    },
  };
}

function demandOf(reading: DemandReading, lines: LineGroup): ReadDemand<Demand> {
  const { place } = lines[0];
  switch (place.kind) {
    case 'compute':
      return computeDemand(reading, place.runs, lines);
    case 'control-plane':
      return controlPlaneDemand(reading, lines);
    case 'function':
      return functionDemand(reading, lines);
    case 'data-service':
      return dataDemand(reading, { engine: place.engine, engineAssumed: place.engineAssumed, lines });
    case 'storage':
      return storageDemand(reading, place.medium, lines);
    case 'redesign':
      return { ok: true, demand: { kind: 'none' }, priceKeys: [], flags: [] };
    case 'fixed':
    case 'unpriced':
    case 'traffic':
      return { ok: false, reason: 'no workload' };
  }
}

function routeOf(lines: LineGroup, demand: Demand): MigrationRoute {
  const { place } = lines[0];
  if (demand.kind === 'storage') return demand.medium === 'object' || demand.medium === 'archive' ? 'object-storage' : 'follows';
  if (place.kind === 'compute') return computeRoute(place.runs, marksOfAll(lines.map(({ line }) => line)));
  if (place.kind === 'control-plane') return 'kubernetes-node';
  if (place.kind === 'function') return 'faas';
  return place.kind === 'data-service' ? 'data-service' : 'redesign';
}

const MOVABLE: Readonly<Partial<Record<MigrationRoute, RangeAssumptionId>>> = {
  'kubernetes-node': 'movable.kubernetes-node',
  'serverless-container': 'movable.serverless-container',
  'linux-vm-app': 'movable.linux-vm-app',
  'linux-vm-pet': 'movable.linux-vm-pet',
  'windows-vm': 'movable.windows-vm',
  faas: 'movable.faas',
  paas: 'movable.paas',
  'data-service': 'movable.data-service',
  redesign: 'movable.redesign',
  'object-storage': 'movable.object-storage',
};

function movableOf({ assumptions }: DemandReading, route: MigrationRoute): ThreePoint {
  const id = MOVABLE[route];
  return id === undefined ? { low: 0, mid: 0, high: 0 } : assumptions.range(id);
}

function nameOf(lines: LineGroup): string {
  const [{ line, serviceName, place }] = lines;
  const label = resourceLabel(line);
  const isOne = lines.every((placed) => placed.line.resourceId === line.resourceId);
  if (label !== '' && (isOne || place.kind !== 'storage')) return label;
  if (place.kind === 'storage')
    return [serviceName, regionOf(line), performanceOf(usageText(line))].filter((part) => part !== '').join(', ');
  const meter = line.usageType || line.skuMeter;
  return [serviceName, regionOf(line), meter].filter((part) => part !== '').join(', ');
}

/** Selects the charges behind an item: by resource where the bill names it. */
function filterOf(lines: LineGroup, range: DayRange | null): ChargeFilter {
  const values = (read: (placed: PlacedLine) => string): string[] => [...new Set(lines.map(read))].sort();
  const where = {
    serviceProviderName: values(({ line }) => line.serviceProviderName),
    subAccountId: values(({ line }) => line.subAccountId),
    serviceName: values(({ line }) => line.serviceName),
    regionId: values(({ line }) => line.regionId),
    resourceType: values(({ line }) => line.resourceType),
  };
  const resources = values(({ line }) => line.resourceId);
  return { range, where: resources.includes('') || resources.length > MAX_RESOURCES ? where : { ...where, resourceId: resources } };
}

/** A group of more resources is selected by its service and region. */
const MAX_RESOURCES = 500;
