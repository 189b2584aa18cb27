import { resolveAssumptions } from '../../../src/catalog/migration-assumptions.ts';
import { priceBook } from '../../../src/catalog/price-book.ts';
import type { AssumptionOverrides } from '../../../src/analysis/migration/migration-assumptions.ts';
import { estimateMigration } from '../../../src/analysis/migration/estimate-migration.ts';
import type { MigrationInput } from '../../../src/analysis/migration/migration-input.ts';
import type {
  ComputeDemand,
  DataServiceDemand,
  FunctionDemand,
  MeasuredUse,
  Portfolio,
  PortfolioItem,
  StorageDemand,
  TrafficPaths,
} from '../../../src/analysis/migration/portfolio.ts';
import type { DestinationNumbers, MigrationFinding, MigrationRoute } from '../../../src/finding/migration-finding.ts';

export const GRADE_A: MeasuredUse = { grade: 'A', cpuMean: 0.2, cpuP95: 0.4, memoryMax: 0.5, networkIdle: false, source: 'test' };
export const GRADE_D: MeasuredUse = { grade: 'D', cpuMean: null, cpuP95: null, memoryMax: null, networkIdle: null, source: null };

const MOVABLE: Partial<Record<MigrationRoute, readonly [number, number, number]>> = {
  'kubernetes-node': [1, 1, 1],
  'serverless-container': [0.85, 0.95, 1],
  'linux-vm-app': [0.4, 0.65, 0.85],
  'linux-vm-pet': [0.05, 0.2, 0.4],
  faas: [0.4, 0.7, 0.9],
  'data-service': [0.3, 0.6, 0.85],
  follows: [0.4, 0.6, 0.8],
  'object-storage': [0.5, 0.8, 1],
};

const item = (
  id: string,
  route: MigrationRoute,
  rest: Partial<PortfolioItem> & Pick<PortfolioItem, 'monthlyEffective' | 'demand'>,
): PortfolioItem => {
  const [low, mid, high] = MOVABLE[route] ?? [0, 0, 0];
  return {
    id,
    name: id,
    provider: 'aws',
    subAccountId: '111111111111',
    serviceName: 'Amazon Elastic Compute Cloud',
    regionId: 'us-east-1',
    application: null,
    route,
    movable: { low, mid, high },
    monthlyList: null,
    filter: { range: null, where: { serviceName: ['Amazon Elastic Compute Cloud'], resourceId: [id] } },
    priceKeys: [],
    flags: [],
    ...rest,
  };
};

/** A Linux machine of m5.xlarge size at its list price of 0.192 an hour unless told otherwise. */
export const machine = (id: string, of: Partial<ComputeDemand> = {}, rest: Partial<PortfolioItem> = {}): PortfolioItem => {
  const demand: ComputeDemand = {
    kind: 'compute',
    instanceType: 'm5.xlarge',
    count: 1,
    vcpu: 4,
    memoryGib: 16,
    arch: 'amd64',
    gpus: 0,
    gpuModel: '',
    windows: false,
    autoscaled: false,
    stateful: false,
    jvm: false,
    committedShare: 0,
    spotShare: 0,
    listUsdHour: 0.192,
    utilisation: GRADE_D,
    ...of,
  };
  return item(id, rest.route ?? 'linux-vm-app', { monthlyEffective: demand.count * 0.192 * 730, demand, ...rest });
};

export const node = (id: string, of: Partial<ComputeDemand> = {}, rest: Partial<PortfolioItem> = {}): PortfolioItem =>
  machine(id, of, { route: 'kubernetes-node', ...rest });

export const database = (id: string, of: Partial<DataServiceDemand> = {}, monthlyEffective = 500): PortfolioItem =>
  item(id, 'data-service', {
    monthlyEffective,
    serviceName: 'Amazon Relational Database Service',
    demand: {
      kind: 'data-service',
      engine: 'postgresql',
      instanceType: 'db.m5.xlarge',
      count: 1,
      vcpu: 4,
      memoryGib: 16,
      storageGb: 200,
      backupGb: 200,
      highlyAvailable: true,
      ...of,
    },
  });

export const functions = (id: string, of: Partial<FunctionDemand> = {}, monthlyEffective = 900): PortfolioItem =>
  item(id, 'faas', {
    monthlyEffective,
    serviceName: 'AWS Lambda',
    demand: { kind: 'function', invocations: 50_000_000, gbSeconds: 40_000_000, memoryMb: 1024, arch: 'amd64', ...of },
  });

export const storage = (id: string, of: Partial<StorageDemand> = {}, monthlyEffective = 400): PortfolioItem =>
  item(id, of.medium === 'object' ? 'object-storage' : 'follows', {
    monthlyEffective,
    serviceName: 'Amazon Elastic Block Store',
    demand: { kind: 'storage', medium: 'block', performance: 'balanced', gb: 5000, ...of },
  });

const NO_TRAFFIC: TrafficPaths = {
  internetGb: 0,
  crossZoneGb: 0,
  crossRegionGb: 0,
  natGb: 0,
  natHours: 0,
  loadBalancerHours: 0,
  monthlyEffective: 0,
  withoutQuantity: 0,
};

export function portfolio(
  items: readonly PortfolioItem[],
  rest: Partial<Portfolio> & { readonly paths?: Partial<TrafficPaths> } = {},
): Portfolio {
  const { paths, ...other } = rest;
  const traffic = { ...NO_TRAFFIC, ...paths };
  const fixed = other.fixed ?? [];
  const sum = [...items, ...fixed, ...(other.unpriced ?? [])].reduce(
    (total, one) => total + one.monthlyEffective,
    traffic.monthlyEffective,
  );
  return {
    items,
    fixed,
    unpriced: [],
    traffic: {
      ...traffic,
      monthlyList: null,
      byProvider: paths === undefined ? [] : [{ ...traffic, provider: 'aws', serviceNames: ['AWS Data Transfer'] }],
    },
    totalEffective: sum,
    totalList: null,
    unconverted: [],
    ratesUsed: [],
    substitutedCosts: [],
    pooledCpu: null,
    unmatchedUse: [],
    ...other,
  };
}

export const migrationInput = (rest: Partial<MigrationInput> = {}): MigrationInput => ({
  snapshotHash: 'a'.repeat(64),
  asOf: '2026-11-24',
  window: { from: '2026-05-01', to: '2026-11-01' },
  months: 6,
  lines: [],
  commitments: [],
  rates: [],
  utilisation: [],
  targets: ['eks', 'gke', 'hetzner'],
  overrides: {},
  seed: 1,
  ...rest,
});

/** An estimate at 300 draws unless told otherwise. */
export function estimate(of: Portfolio, overrides: AssumptionOverrides = {}, rest: Partial<MigrationInput> = {}): MigrationFinding {
  const all = { 'uncertainty.draws': 300, ...overrides };
  const resolution = resolveAssumptions(all);
  if (!resolution.ok) throw new Error(JSON.stringify(resolution.errors));
  return estimateMigration({
    input: migrationInput({ overrides: all, ...rest }),
    portfolio: of,
    prices: priceBook(),
    assumptions: resolution.assumptions,
  });
}

export function numbersOf(finding: MigrationFinding, targetId: string): DestinationNumbers {
  const found = finding.destinations.find((one) => one.targetId === targetId)?.estimate;
  if (!found) throw new Error(`no estimate for ${targetId}`);
  return found;
}
