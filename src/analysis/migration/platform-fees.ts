import type { FeePrice } from '../../catalog/price-row.ts';
import { HOURS_A_MONTH } from './cluster-cost.ts';
import type { PackedPlace } from './packed-place.ts';
import type { PlatformKind } from './people.ts';

/** What a platform charges beside its machines, US dollars a month at the packed size. */
export interface PlatformFees {
  readonly perCluster: number;
  /** Licences and surcharges of worker nodes. */
  readonly workers: number;
  readonly keys: readonly string[];
}

const PER_MONTH: Readonly<Record<string, number>> = { 'cluster-hour': HOURS_A_MONTH, 'cluster-month': 1 };
const VCPU_OF_CORE = 2;
/** Broadcom sells no fewer; a pair of cores is four threads. */
const LEAST_CORES = 72;

/** Control plane and worker licences. A self-managed control plane is three small machines. Migration model 0.1, section 2.2. */
export function platformFees(packed: PackedPlace, kind: PlatformKind, commitYears: number): PlatformFees {
  const rows = packed.place.fees.platform;
  const control = rows.find((row) => row.item === 'control-plane');
  const vcpu = packed.machines.reduce((sum, { price, count }) => sum + price.vcpu * count, 0);
  const licence = licenceOf(rows, commitYears);
  const own = kind === 'managed' || control !== undefined ? null : smallMachine(packed);
  return {
    perCluster: control === undefined ? 3 * (own?.usd.onDemand ?? 0) * HOURS_A_MONTH : control.usd * (PER_MONTH[control.unit] ?? 0),
    workers: licence === null ? 0 : licenceCost(licence, vcpu),
    keys: [control?.key, licence?.key, own?.key].filter((key) => key !== undefined),
  };
}

function licenceOf(rows: readonly FeePrice[], years: number): FeePrice | null {
  const committed = years > 0 ? rows.find((row) => row.item === `worker-surcharge-per-vcpu-${years}y`) : undefined;
  const plain = rows.find((row) => row.item === 'worker-surcharge-per-vcpu' || row.item === 'worker-subscription-per-core-pair-year');
  return committed ?? plain ?? rows.find((row) => row.unit === 'core-year') ?? null;
}

function licenceCost({ unit, usd }: FeePrice, vcpu: number): number {
  if (unit === 'vcpu-hour') return vcpu * usd * HOURS_A_MONTH;
  const cores = vcpu / VCPU_OF_CORE;
  if (unit === 'core-pair-year') return (Math.ceil(cores / 2) * usd) / 12;
  return (Math.max(LEAST_CORES, cores) * usd) / 12;
}

/** The cheapest machine that carries a control plane: two vCPU and four GiB. */
function smallMachine({ place }: PackedPlace): PackedPlace['machines'][number]['price'] | null {
  const fit = [...place.machines.values()].filter((price) => price.vcpu >= 2 && price.memoryGiB >= 4 && price.gpuCount === 0);
  return fit.sort((a, b) => a.usd.onDemand - b.usd.onDemand || (a.instanceType < b.instanceType ? -1 : 1))[0] ?? null;
}
