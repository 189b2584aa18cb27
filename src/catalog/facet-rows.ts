import type { ServiceRow } from './service-row.ts';

/** Catalogue columns that facets read. */
export type FacetColumn = 'interface' | 'replacementMaturity' | 'runsOnKubernetes' | 'dataGravity' | 'codeCoupling' | 'opsCoupling';

export type FacetId = 'interface' | 'replacement' | 'data' | 'code' | 'operations';

/** One facet of a service: what it measures, its weight in the mean, and the value of each catalogue entry. */
export interface FacetRow {
  readonly id: FacetId;
  readonly letter: 'I' | 'R' | 'D' | 'C' | 'O';
  readonly label: string;
  readonly weight: number;
  readonly anchors: Readonly<Record<'0' | '0.25-0.3' | '0.6' | '1', string>>;
  /** Catalogue columns and the value of each entry; several columns add up, with 1 as cap. */
  readonly columns: readonly { readonly column: FacetColumn; readonly values: Readonly<Record<string, number>> }[];
  readonly source: string;
  readonly reviewedOn: string;
  readonly grade: 'J';
}

const SCALE = { none: 0, low: 0.25, medium: 0.6, high: 1 };
const ORIGIN = { source: 'Aweigh lock-in model 0.1, section 2', reviewedOn: '2026-11-23', grade: 'J' } as const;

/** Intrinsic facets of a service, 0 (nothing binds) to 1 (nothing replaces it). Weights add up to 1. */
export const FACETS: readonly FacetRow[] = [
  {
    id: 'interface',
    letter: 'I',
    label: 'Interface',
    weight: 0.25,
    anchors: {
      '0': 'open standard, several independent implementations (Kubernetes API, SMTP, NFS, AMQP)',
      '0.25-0.3': "someone's API that open software also implements (S3, Redis, Kafka, PostgreSQL wire)",
      '0.6': 'measured usage is partly vendor-only',
      '1': 'vendor API with no faithful open implementation',
    },
    columns: [{ column: 'interface', values: { 'open-standard': 0.05, 'open-source-compatible': 0.3, proprietary: 1 } }],
    ...ORIGIN,
  },
  {
    id: 'replacement',
    letter: 'R',
    label: 'Replacement gap',
    weight: 0.2,
    anchors: {
      '0': 'graduated project, runs natively on Kubernetes',
      '0.25-0.3': 'mature project behind an operator',
      '0.6': 'sandbox project, or mature but not made for Kubernetes',
      '1': 'no replacement',
    },
    columns: [
      {
        column: 'replacementMaturity',
        values: { 'cncf-graduated': 0.05, 'mature-oss': 0.1, 'cncf-incubating': 0.25, 'cncf-sandbox': 0.45, emerging: 0.65, none: 1 },
      },
      { column: 'runsOnKubernetes', values: { native: 0, operator: 0.05, possible: 0.15, no: 0.3 } },
    ],
    ...ORIGIN,
  },
  {
    id: 'data',
    letter: 'D',
    label: 'Data gravity',
    weight: 0.2,
    anchors: {
      '0': 'stateless',
      '0.25-0.3': 'gigabytes, rebuildable',
      '0.6': 'terabytes, or history that must be kept',
      '1': 'petabytes, system of record, or data that cannot be exported (password hashes, HSM keys)',
    },
    columns: [{ column: 'dataGravity', values: SCALE }],
    ...ORIGIN,
  },
  {
    id: 'code',
    letter: 'C',
    label: 'Code coupling',
    weight: 0.2,
    anchors: {
      '0': 'unchanged code',
      '0.25-0.3': 'client configuration or a driver swap',
      '0.6': 'SDK calls isolated in adapters',
      '1': 'handler signatures, query dialect or client SDK through the code base',
    },
    columns: [{ column: 'codeCoupling', values: SCALE }],
    ...ORIGIN,
  },
  {
    id: 'operations',
    letter: 'O',
    label: 'Operational coupling',
    weight: 0.15,
    anchors: {
      '0': 'nothing around it',
      '0.25-0.3': 'own dashboards and backup jobs',
      '0.6': 'identity, network and deployment tooling',
      '1': 'IAM, event wiring and infrastructure code are vendor-shaped; others depend on it',
    },
    columns: [{ column: 'opsCoupling', values: SCALE }],
    ...ORIGIN,
  },
];

export type FacetValues = Readonly<Record<FacetId, number>>;

/** The facet values of a catalogue row, each 0 to 1. */
export function facetValues(row: ServiceRow): FacetValues {
  const value = (id: FacetId): number => {
    const columns = FACETS.find((facet) => facet.id === id)?.columns ?? [];
    return Math.min(
      1,
      columns.reduce((sum, { column, values }) => sum + (values[row[column]] ?? 1), 0),
    );
  };
  return {
    interface: value('interface'),
    replacement: value('replacement'),
    data: value('data'),
    code: value('code'),
    operations: value('operations'),
  };
}
