import { clusterCost, HOURS_A_MONTH } from './cluster-cost.ts';
import { lotPart } from './cluster-parts.ts';
import { isMachineRoute } from './compute-item.ts';
import type { EstimateBase } from './estimate-base.ts';
import { packedPlace, type PackedPlace } from './packed-place.ts';
import { machineWorkloads } from './machine-workloads.ts';
import { ownPlace } from './place.ts';
import { mixFactor } from './purchase-mix.ts';
import { central, constant, times } from './scenario-math.ts';
import type { WorkloadLot } from './workload-lots.ts';

/** What one lot costs where it is, US dollars a month by scenario, support and tax that scale included. */
export interface LotInPlace {
  readonly lot: WorkloadLot;
  readonly today: Float64Array;
  /** After hygiene: zombies gone, right-sized where it stands. */
  readonly tidied: Float64Array;
  /** After hygiene, with the movable share packed on the incumbent's own Kubernetes; as tidied where it has no machines to pack. */
  readonly packed: Float64Array;
  /** The cheaper of both at the middle: what staying costs once nothing is left on the table. */
  readonly best: Float64Array;
}

export interface InPlace {
  readonly lots: readonly LotInPlace[];
  readonly own: ReadonlyMap<string, PackedPlace>;
  /** What an incumbent bills for machines over their price in the book under the same purchase: negotiated discounts, and drift of the book. */
  readonly residual: (provider: string) => number;
}

/** Hygiene and packing without leaving: both belong to the customer, whatever the destination. Migration model 0.1, section 3.1. */
export function inPlace(base: EstimateBase): InPlace {
  const own = new Map<string, PackedPlace>();
  const residuals = new Map<string, number>();
  const packedCosts = new Map<string, Float64Array>();
  for (const home of base.homes) {
    const lots = base.lots.filter((lot) => lot.provider === home.provider && isMachineRoute(lot.route));
    const place = ownPlace(base.prices, home);
    if (place === null || lots.length === 0) continue;
    const packed = packedPlace(place, machineWorkloads(base, home.provider), base.assumptions);
    if (packed === null) continue;
    const residual = residualOf(lots, packed, base);
    own.set(home.provider, packed);
    residuals.set(home.provider, residual);
    const cost = clusterCost(
      packed,
      lots.map((lot) => lotPart(lot, { provider: home.provider, base })),
      base.inputs,
    );
    for (const lot of lots)
      packedCosts.set(
        lot.key,
        (cost.parts.get(lot.key) ?? new Float64Array(base.inputs.size)).map((usd) => usd * residual),
      );
  }
  return {
    lots: base.lots.map((lot) => lotInPlace(lot, packedCosts.get(lot.key) ?? null, base)),
    own,
    residual: (provider) => residuals.get(provider) ?? 1,
  };
}

function lotInPlace(lot: WorkloadLot, moved: Float64Array | null, base: EstimateBase): LotInPlace {
  const gross = base.gross(lot.provider);
  const share = base.movable.ofRoute(lot.route);
  const tidied = lot.inPlace.map((usd) => usd * gross);
  const licences = windowsLicences(lot, base);
  const packed =
    moved === null ? tidied : tidied.map((usd, at) => (1 - (share[at] ?? 0)) * usd + ((moved[at] ?? 0) + (licences[at] ?? 0)) * gross);
  return {
    lot,
    today: constant(base.inputs.size, lot.spend * gross),
    tidied,
    packed,
    best: central(packed) < central(tidied) ? packed : tidied,
  };
}

/** Windows pools keep their licence wherever they run. */
export function windowsLicences(lot: WorkloadLot, { assumptions, movable, inputs }: EstimateBase): Float64Array {
  if (lot.windowsVcpu === 0) return new Float64Array(inputs.size);
  const usd = assumptions.number('purchase.windowsVcpuHour') * HOURS_A_MONTH;
  const kept = lot.cpu.map((cpu, at) => cpu + (lot.settledCpu[at] ?? 0));
  return times(kept, movable.ofRoute(lot.route)).map((vcpu) => (vcpu * usd * lot.windowsVcpu) / (lot.vcpu || 1));
}

const LEAST_RESIDUAL = 0.2;
const GREATEST_RESIDUAL = 1.5;

function residualOf(lots: readonly WorkloadLot[], packed: PackedPlace, { assumptions }: EstimateBase): number {
  const spare = assumptions.number('purchase.spotOverCapacity');
  let [billed, listed] = [0, 0];
  for (const { demand, monthlyEffective } of lots.flatMap((lot) => lot.items)) {
    if (demand.listUsdHour === null || demand.windows) continue;
    const factor = mixFactor({ commit: demand.committedShare, spot: demand.spotShare }, packed.ratios, spare);
    billed += monthlyEffective;
    listed += demand.listUsdHour * demand.count * HOURS_A_MONTH * factor;
  }
  return listed > 0 ? Math.min(GREATEST_RESIDUAL, Math.max(LEAST_RESIDUAL, billed / listed)) : 1;
}
