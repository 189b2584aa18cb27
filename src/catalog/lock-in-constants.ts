/** A number of the lock-in model that is judgement or law, kept as a dated row so that nothing hides in code. */
export interface LockInConstant {
  readonly id: string;
  readonly value: number;
  readonly meaning: string;
  readonly source: string;
  readonly reviewedOn: string;
  readonly grade: 'S' | 'M' | 'J';
}

type Judgement = readonly [value: number, meaning: string, section: string];

const judged = (id: string, [value, meaning, section]: Judgement): LockInConstant => ({
  id,
  value,
  meaning,
  source: `Aweigh lock-in model 0.1, section ${section}`,
  reviewedOn: '2026-11-23',
  grade: 'J',
});

const ROWS = {
  meanWeight: judged('meanWeight', [0.6, 'weight of the facet mean in the service score', '3']),
  blockWeight: judged('blockWeight', [0.4, 'weight of the winning block in the service score', '3']),
  rewriteWeight: judged('rewriteWeight', [1, 'weight of min(I, C) among the blocks', '3']),
  reloadWeight: judged('reloadWeight', [0.7, 'weight of min(I, D) among the blocks', '3']),
  rewireWeight: judged('rewireWeight', [0.6, 'weight of min(I, O) among the blocks', '3']),
  portableBelow: judged('portableBelow', [25, 'scores below are portable; the locked fraction starts here', '3 and 4']),
  highFrom: judged('highFrom', [50, 'scores from here are high', '3']),
  severeFrom: judged('severeFrom', [70, 'scores from here are severe', '3']),
  reachFactor: judged('reachFactor', [0.6, 'a wrapped dependency is less than a rewritten service', '4']),
  priorCap: judged('priorCap', [20, 'a glue line lifts at most this multiple of its own spend when only the bill is known', '4']),
  rhoSynchronous: judged('rhoSynchronous', [1, 'edge in the synchronous path, or source of truth for access', '4']),
  rhoAsynchronous: judged('rhoAsynchronous', [0.6, 'asynchronous edge', '4']),
  rhoOperations: judged('rhoOperations', [0.3, 'edge of operations only', '4']),
  unknownFloor: judged('unknownFloor', [0.5, 'an unknown service counts at least this much locked in the point estimate', '4']),
  provisionalAbove: judged('provisionalAbove', [0.2, 'unclassified share above which results are provisional', '4']),
  commitmentWeight: judged('commitmentWeight', [0.35, 'weight of the commitment facet K in the exit index', '4']),
  egressWeight: judged('egressWeight', [0.15, 'weight of the egress facet E in the exit index', '4']),
  skillsWeight: judged('skillsWeight', [0.15, 'weight of the skills facet Z in the exit index', '4']),
  commitmentMonths: judged('commitmentMonths', [36, 'remaining months that count as a full commitment', '2']),
  billEvidence: judged('billEvidence', [0.5, 'evidence level of a line known from the bill only', '5']),
  monthsForConfidence: judged('monthsForConfidence', [3, 'months of data that suffice for full confidence', '5']),
  effortExponent: judged('effortExponent', [0.8, 'effort of n similar workloads grows as n to this power', '8']),
  coordination: judged('coordination', [0.2, 'coordination on top of the work of a programme', '8']),
  platformLow: judged('platformLow', [4, 'person-weeks for a target platform where no Kubernetes exists, low', '8']),
  platformLikely: judged('platformLikely', [12, 'person-weeks for a target platform where no Kubernetes exists, likely', '8']),
  platformHigh: judged('platformHigh', [26, 'person-weeks for a target platform where no Kubernetes exists, high', '8']),
  functionsPerGroup: judged('functionsPerGroup', [10, 'functions that make one workload', '8']),
  teamSize: judged('teamSize', [
    4,
    'people at work on the move, for mobile spend by horizon',
    '9; the team size is asked, this is the stated default',
  ]),
} as const satisfies Record<string, LockInConstant>;

export type LockInConstantId = keyof typeof ROWS;

/** The rows, for the catalogue API and for evidence. */
export const LOCK_IN_CONSTANTS: readonly LockInConstant[] = Object.values(ROWS);

/** The value of one constant. */
export const lockInConstant = (id: LockInConstantId): number => ROWS[id].value;

export const lockInConstantRow = (id: LockInConstantId): LockInConstant => ROWS[id];

/** From this day switching charges, egress included, are zero for customers in the EU: Regulation (EU) 2023/2854, Article 29. */
export const EU_SWITCHING_FREE_FROM = {
  day: '2027-01-12',
  source: 'Regulation (EU) 2023/2854, Article 29',
  reviewedOn: '2026-11-23',
  grade: 'S',
} as const;

/** Kinds of service that are cheap or free and that others lean on. */
export const GLUE_KINDS = ['faas', 'event-bus', 'workflow', 'api-gateway', 'identity', 'iac'] as const;

/** Kinds of service that are never scored. */
export const UNSCORED_KINDS = ['tax-credit', 'support'] as const;
