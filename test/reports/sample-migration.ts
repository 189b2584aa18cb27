import type { MigrationFinding } from '../../src/finding/migration-finding.ts';
import {
  database,
  estimate,
  functions,
  GRADE_A,
  GRADE_D,
  machine,
  node,
  portfolio,
  storage,
} from '../analysis/migration/sample-portfolio.ts';

const UNKNOWN = {
  provider: 'aws',
  serviceName: '未知のサービス',
  route: 'unpriced',
  monthlyEffective: 35,
  monthlyList: null,
  scalesWithSpend: false,
  reason: 'the catalogue does not know this service',
} as const;

/** A small company on one cloud: a cluster, machines by hand, databases of two sizes, functions and storage. */
export const sampleMigration = (): MigrationFinding =>
  estimate(
    portfolio(
      [
        ...['node-1', 'node-2', 'node-3', 'node-4'].map((id) => node(id, { utilisation: GRADE_A })),
        ...['web-1', 'web-2', 'web-3', 'web-4', 'web-5', 'web-6'].map((id) => machine(id, { utilisation: GRADE_D })),
        database('orders', { instanceType: 'db.r6g.2xlarge', vcpu: 8, memoryGib: 64, highlyAvailable: true }, 2400),
        database('wiki', { instanceType: 'db.t3.medium', vcpu: 2, memoryGib: 4 }, 90),
        functions('quotes'),
        storage('photos', { medium: 'object', gb: 40_000 }, 920),
      ],
      { unpriced: [UNKNOWN] },
    ),
    {},
    { targets: ['eks', 'gke', 'aks', 'oke', 'hetzner', 'talos', 'civo', 'tectonic'], snapshotHash: 'c1a0'.repeat(16) },
  );
