import type { NumberAssumptionId, ResolvedAssumptions } from '../../catalog/migration-assumptions.ts';

/** Who runs the machines under a cluster: it decides how many people a platform takes. */
export type PlatformKind = 'managed' | 'selfManaged' | 'bareMetal';

const WEEKS_A_YEAR = 52;
export const HOURS_A_WEEK = 40;

const ID = {
  base: { managed: 'people.managed.base', selfManaged: 'people.selfManaged.base', bareMetal: 'people.bareMetal.base' },
  cluster: { managed: 'people.managed.perCluster', selfManaged: 'people.selfManaged.perCluster', bareMetal: 'people.bareMetal.perCluster' },
  nodes: { managed: 'people.managed.per25Nodes', selfManaged: 'people.selfManaged.per25Nodes', bareMetal: 'people.bareMetal.per25Nodes' },
  onCall: { managed: 'people.managed.onCallNew', selfManaged: 'people.selfManaged.onCallNew', bareMetal: 'people.bareMetal.onCallNew' },
} as const satisfies Record<string, Record<PlatformKind, NumberAssumptionId>>;

export interface PlatformSize {
  readonly kind: PlatformKind;
  readonly clusters: number;
  readonly nodes: number;
}

/** Full-time people that a platform takes; where around-the-clock duty is new, at least that share of its floor. Section 3.9. */
export function platformPeople({ kind, clusters, nodes }: PlatformSize, assumptions: ResolvedAssumptions): number {
  const { number } = assumptions;
  const work = number(ID.base[kind]) + number(ID.cluster[kind]) * clusters + (number(ID.nodes[kind]) * nodes) / 25;
  return Math.max(work, number('people.onCallFloor') * number(ID.onCall[kind]));
}

/** US dollars a month of one full-time person. */
export const personMonth = (assumptions: ResolvedAssumptions): number =>
  (assumptions.number('effort.hourRate') * HOURS_A_WEEK * WEEKS_A_YEAR) / 12;
