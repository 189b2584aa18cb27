/** A number of the migration model that is judged or looked up, never measured on the bill. Values are floats in `unit`; a range is low, mid, high. */
export interface MigrationAssumptionRow {
  readonly value: number | readonly [low: number, mid: number, high: number];
  readonly unit: MigrationUnit;
  readonly label: string;
  /** Section of the migration model that argues for it. */
  readonly section: string;
  readonly grade: 'S' | 'M' | 'D' | 'G' | 'J';
}

/** Least and greatest value that a unit admits; `whole` units take whole numbers only. */
export const MIGRATION_UNITS = {
  share: { min: 0, max: 1, whole: false },
  'yes or no': { min: 0, max: 1, whole: true },
  correlation: { min: 0, max: 1, whole: false },
  'standard deviation': { min: 0, max: 2, whole: false },
  ratio: { min: 0, max: 100, whole: false },
  'years of commitment': { min: 0, max: 3, whole: true },
  count: { min: 0, max: 1_000_000, whole: true },
  draws: { min: 100, max: 20_000, whole: true },
  months: { min: 0, max: 120, whole: false },
  'horizon in months': { min: 1, max: 120, whole: true },
  'a year': { min: -0.9, max: 5, whole: false },
  'hours a month': { min: 0, max: 730, whole: false },
  hours: { min: 0, max: 100_000, whole: false },
  seconds: { min: 0, max: 86_400, whole: false },
  'person-weeks': { min: 0, max: 10_000, whole: false },
  'full-time people': { min: 0, max: 10_000, whole: false },
  'people at work': { min: 0.25, max: 10_000, whole: false },
  'USD an hour': { min: 0, max: 10_000, whole: false },
  USD: { min: 0, max: 1_000_000_000, whole: false },
  millicores: { min: 0, max: 1_000_000, whole: false },
  MiB: { min: 0, max: 10_000_000, whole: false },
  MB: { min: 1, max: 1_000_000, whole: false },
  vCPU: { min: 0, max: 100_000, whole: false },
  GiB: { min: 0, max: 1_000_000, whole: false },
} as const;

export type MigrationUnit = keyof typeof MIGRATION_UNITS;

/** Every default of the migration model by id. A user may override each; an id is part of the public interface. */
export const MIGRATION_ASSUMPTION_ROWS = {
  // what can be moved
  'movable.kubernetes-node': { value: [1, 1, 1], unit: 'share', label: 'Movable share of Kubernetes nodes', section: '3.2', grade: 'J' },
  'movable.serverless-container': { value: [0.85, 0.95, 1], unit: 'share', label: 'Movable share of serverless containers', section: '3.2', grade: 'J' },
  'movable.linux-vm-app': { value: [0.4, 0.65, 0.85], unit: 'share', label: 'Movable share of Linux VMs that carry an application', section: '3.2', grade: 'J' },
  'movable.linux-vm-pet': { value: [0.05, 0.2, 0.4], unit: 'share', label: 'Movable share of hand-kept Linux VMs and appliances', section: '3.2', grade: 'J' },
  'movable.windows-vm': { value: [0, 0.15, 0.35], unit: 'share', label: 'Movable share of Windows VMs', section: '3.2', grade: 'J' },
  'movable.faas': { value: [0.4, 0.7, 0.9], unit: 'share', label: 'Movable share of functions', section: '3.2', grade: 'J' },
  'movable.paas': { value: [0.5, 0.8, 0.95], unit: 'share', label: 'Movable share of application platforms', section: '3.2', grade: 'J' },
  'movable.data-service': { value: [0.3, 0.6, 0.85], unit: 'share', label: 'Movable share of data services with an open engine', section: '3.2', grade: 'J' },
  'movable.redesign': { value: [0, 0.1, 0.3], unit: 'share', label: 'Movable share of databases that need a redesign', section: '3.2', grade: 'J' },
  'movable.object-storage': { value: [0.5, 0.8, 1], unit: 'share', label: 'Movable share of object storage', section: '3.2', grade: 'J' },
  'coverage.headlineFrom': { value: 0.6, unit: 'share', label: 'Coverage below which the headline is a range', section: '3.2', grade: 'J' },

  // what the bill leaves open
  'reading.gibPerVcpu': { value: 4, unit: 'GiB', label: 'Memory beside a vCPU where the bill states processors alone', section: '3.2', grade: 'J' },
  'reading.machineVcpu': { value: 4, unit: 'vCPU', label: 'Size of a machine where the bill states processor hours alone', section: '3.2', grade: 'J' },
  'reading.podVcpu': { value: 1, unit: 'vCPU', label: 'Size of a container where the bill states processor hours alone', section: '3.2', grade: 'J' },
  'reading.functionMemory': { value: 512, unit: 'MB', label: 'Memory of a function where the bill does not state it', section: '3.6', grade: 'J' },

  // right-sizing
  'rightSizing.cpuHeadroom': { value: 0.15, unit: 'ratio', label: 'Headroom above that percentile', section: '3.4', grade: 'J' },
  'rightSizing.memoryHeadroom': { value: 0.15, unit: 'ratio', label: 'Headroom above the memory maximum', section: '3.4', grade: 'J' },
  'rightSizing.memoryHeadroomJvm': { value: 0.3, unit: 'ratio', label: 'Headroom above the memory maximum of a JVM', section: '3.4', grade: 'J' },
  'rightSizing.targetUtilisation': { value: 0.65, unit: 'share', label: 'Utilisation an autoscaled fleet aims at', section: '3.4', grade: 'J' },
  'rightSizing.minReplicas': { value: 2, unit: 'count', label: 'Fewest replicas of an autoscaled workload', section: '3.4', grade: 'J' },
  'rightSizing.adoption': { value: [0.5, 0.7, 0.9], unit: 'share', label: 'Share of right-sizing that is carried out', section: '3.4', grade: 'J' },
  'rightSizing.undersizedAbove': { value: 0.9, unit: 'share', label: 'CPU percentile above which a workload counts as under-sized', section: '3.4', grade: 'J' },
  'rightSizing.cpuFloor': { value: 25, unit: 'millicores', label: 'Smallest CPU request of a pod', section: '3.4', grade: 'J' },
  'rightSizing.memoryFloor': { value: 64, unit: 'MiB', label: 'Smallest memory request of a pod', section: '3.4', grade: 'J' },
  'rightSizing.memoryShareMean': { value: 0.5, unit: 'share', label: 'Memory need of unmeasured workloads, mean share of today', section: '3.4', grade: 'J' },
  'rightSizing.memoryShareSd': { value: 0.2, unit: 'standard deviation', label: 'Memory need of unmeasured workloads, standard deviation', section: '3.4', grade: 'J' },
  'rightSizing.zombieBelow': { value: 0.01, unit: 'share', label: 'Mean CPU below which an idle workload is a zombie', section: '3.4', grade: 'J' },
  'rightSizing.pooledCorrelation': { value: 0.3, unit: 'correlation', label: 'Correlation between loads when pooled', section: '3.4', grade: 'J' },

  // packing, slack and purchase
  'packing.autoscaler': { value: 1, unit: 'yes or no', label: 'Nodes are added and removed by an autoscaler', section: '3.5', grade: 'J' },
  'packing.slackAutoscaled': { value: [0.05, 0.15, 0.35], unit: 'ratio', label: 'Operating slack above the packed optimum, with an autoscaler', section: '3.5', grade: 'J' },
  'packing.slackFixed': { value: [0.25, 0.45, 0.8], unit: 'ratio', label: 'Operating slack above the packed optimum, fixed node pools', section: '3.5', grade: 'J' },
  'packing.qualitySd': { value: 0.03, unit: 'standard deviation', label: 'Uncertainty of packing quality', section: '3.11', grade: 'J' },
  'packing.daemonSetCpu': { value: 200, unit: 'millicores', label: 'CPU of DaemonSets on each node', section: '2.1', grade: 'J' },
  'packing.daemonSetMemory': { value: 400, unit: 'MiB', label: 'Memory of DaemonSets on each node', section: '2.1', grade: 'J' },
  'packing.daemonSetPods': { value: 6, unit: 'count', label: 'Pods of DaemonSets on each node', section: '2.1', grade: 'J' },
  'packing.minimumNodes': { value: 3, unit: 'count', label: 'Fewest nodes of a cluster', section: '3.5', grade: 'J' },
  'packing.maxNodeShare': { value: 0.25, unit: 'share', label: 'Greatest share of a cluster on one node', section: '3.5', grade: 'J' },
  'packing.nodesPerCluster': { value: 100, unit: 'count', label: 'Nodes after which a further cluster is run', section: '3.9', grade: 'J' },
  'purchase.commitYears': { value: 1, unit: 'years of commitment', label: 'Commitment term on both sides of the comparison: 0, 1 or 3', section: '3.5', grade: 'J' },
  'purchase.commitAsToday': { value: 1, unit: 'yes or no', label: 'Commit the share that the discount on today’s bill implies', section: '3.5', grade: 'J' },
  'purchase.commitShare': { value: 0.7, unit: 'share', label: 'Share of node hours under commitment, where not taken from the bill', section: '3.5', grade: 'J' },
  'purchase.spotShare': { value: [0, 0.3, 0.6], unit: 'share', label: 'Share of stateless capacity bought as spot', section: '3.5', grade: 'J' },
  'purchase.spotOverCapacity': { value: 0.05, unit: 'ratio', label: 'Extra capacity where spot may be taken away', section: '3.5', grade: 'J' },
  'purchase.azureCommit1y': { value: 0.65, unit: 'share', label: 'Azure one-year commitment, share of on demand (assumed)', section: '2.3', grade: 'J' },
  'purchase.azureCommit3y': { value: 0.4, unit: 'share', label: 'Azure three-year commitment, share of on demand (assumed)', section: '2.3', grade: 'J' },
  'purchase.azureSpot': { value: 0.25, unit: 'share', label: 'Azure spot, share of on demand (assumed)', section: '2.3', grade: 'J' },
  'purchase.azureRange': { value: 0.1, unit: 'share', label: 'Range around the assumed Azure shares', section: '2.3', grade: 'J' },
  'purchase.windowsVcpuHour': {
    value: 0.046,
    unit: 'USD an hour',
    label: 'Windows licence of a vCPU, kept by Windows pools',
    section: '3.2',
    grade: 'G',
  },
  'performance.sd': { value: 0.1, unit: 'standard deviation', label: 'Uncertainty of performance per vCPU between families', section: '3.4', grade: 'J' },

  // functions
  'faas.utilisation': { value: [0.25, 0.5, 0.9], unit: 'share', label: 'Share of the paid CPU that a running function uses', section: '3.6', grade: 'J' },
  'faas.concurrency': { value: 1, unit: 'count', label: 'Requests that one pod may serve at once: 1 CPU-bound, 10 to 100 I/O-bound', section: '3.6', grade: 'J' },
  'faas.targetShare': { value: 0.7, unit: 'share', label: 'Share of a pod’s concurrency that the autoscaler fills', section: '3.6', grade: 'S' },
  'faas.peakToMean': { value: [1, 1.5, 3], unit: 'ratio', label: 'P95 of concurrency over its mean', section: '3.6', grade: 'J' },
  'faas.mbPerVcpu': { value: 1769, unit: 'MB', label: 'Function memory that brings one vCPU', section: '3.6', grade: 'S' },
  'faas.stableWindow': { value: 60, unit: 'seconds', label: 'Stable window of scale to zero', section: '3.6', grade: 'S' },
  'faas.grace': { value: 30, unit: 'seconds', label: 'Grace period of scale to zero', section: '3.6', grade: 'S' },
  'faas.queueProxyCpu': { value: 25, unit: 'millicores', label: 'CPU of the queue proxy in each pod', section: '3.6', grade: 'S' },
  'faas.platformCpu': { value: 1.5, unit: 'vCPU', label: 'CPU of the function platform in a cluster', section: '3.6', grade: 'J' },
  'faas.platformMemory': { value: 3, unit: 'GiB', label: 'Memory of the function platform in a cluster', section: '3.6', grade: 'J' },
  'faas.staysBelowBusy': { value: 0.05, unit: 'ratio', label: 'Mean concurrency of all functions below which they stay', section: '3.6', grade: 'J' },

  // data services
  'data.opsHours.relational': { value: [1, 3, 8], unit: 'hours a month', label: 'Operations of one PostgreSQL or MySQL', section: '3.7', grade: 'J' },
  'data.opsHours.document': { value: [1, 3, 8], unit: 'hours a month', label: 'Operations of one document database', section: '3.7', grade: 'J' },
  'data.opsHours.cache': { value: [0.5, 1, 3], unit: 'hours a month', label: 'Operations of one cache', section: '3.7', grade: 'J' },
  'data.opsHours.queue': { value: [0.5, 1, 3], unit: 'hours a month', label: 'Operations of one message broker', section: '3.7', grade: 'J' },
  'data.opsHours.kafka': { value: [3, 6, 16], unit: 'hours a month', label: 'Operations of one Kafka', section: '3.7', grade: 'J' },
  'data.opsHours.search': { value: [3, 8, 20], unit: 'hours a month', label: 'Operations of one search cluster', section: '3.7', grade: 'J' },
  'data.firstOfKindHours': { value: [80, 120, 160], unit: 'hours', label: 'One-off hours for the first of an engine', section: '3.7', grade: 'J' },
  'data.cpuHeadroom': { value: 0.3, unit: 'ratio', label: 'CPU headroom of databases', section: '3.7', grade: 'J' },
  'data.replicasSingle': { value: 1, unit: 'count', label: 'Replicas for a service of one zone', section: '3.7', grade: 'J' },
  'data.replicasHighlyAvailable': { value: 2, unit: 'count', label: 'Replicas for a highly available service', section: '3.7', grade: 'J' },
  'data.replicasKafka': { value: 3, unit: 'count', label: 'Fewest Kafka brokers', section: '3.7', grade: 'J' },

  // network, storage, exit
  'network.crossCloudShare': { value: [0.05, 0.1, 0.25], unit: 'share', label: 'Internal traffic of moved workloads that crosses clouds in a partial exit', section: '3.8', grade: 'J' },
  'exit.full': { value: 0, unit: 'yes or no', label: 'Everything leaves, so that exit waivers apply', section: '3.8', grade: 'J' },
  'exit.eu': { value: 0, unit: 'yes or no', label: 'The customer is in the EU, so that switching is free from 12 January 2027', section: '3.8', grade: 'J' },

  // effort, schedule, people
  'effort.vm': { value: [1, 2, 5], unit: 'person-weeks', label: 'One workload of VMs', section: '3.9', grade: 'J' },
  'effort.kubernetes': { value: [1, 3, 8], unit: 'person-weeks', label: 'One Kubernetes cluster with vendor-only parts', section: '3.9', grade: 'J' },
  'effort.kubernetesVendorParts': { value: 1, unit: 'yes or no', label: 'Today’s clusters use vendor-only annotations, identity or storage classes', section: '3.9', grade: 'J' },
  'effort.container': { value: [2, 4, 10], unit: 'person-weeks', label: 'One workload of serverless containers', section: '3.9', grade: 'J' },
  'effort.paas': { value: [2, 4, 10], unit: 'person-weeks', label: 'One application of an application platform', section: '3.9', grade: 'J' },
  'effort.faas': { value: [4, 10, 24], unit: 'person-weeks', label: 'One group of functions', section: '3.9', grade: 'J' },
  'effort.relational': { value: [2, 4, 9], unit: 'person-weeks', label: 'One PostgreSQL, MySQL or document database', section: '3.9', grade: 'J' },
  'effort.cache': { value: [0.5, 1, 3], unit: 'person-weeks', label: 'One cache', section: '3.9', grade: 'J' },
  'effort.queue': { value: [1, 3, 7], unit: 'person-weeks', label: 'One queue or stream', section: '3.9', grade: 'J' },
  'effort.search': { value: [2, 4, 9], unit: 'person-weeks', label: 'One search cluster', section: '3.9', grade: 'J' },
  'effort.objectStorage': { value: [1, 3, 10], unit: 'person-weeks', label: 'One object store of up to ten terabytes; ten times more counts as another', section: '3.9', grade: 'J' },
  'effort.machinesPerApplication': { value: 20, unit: 'count', label: 'Machines of one application tag that make one workload', section: '3.9', grade: 'J' },
  'effort.machinesPerWorkload': { value: 5, unit: 'count', label: 'Machines without an application tag that make one workload', section: '3.9', grade: 'J' },
  'effort.contingency': { value: 0.2, unit: 'ratio', label: 'Contingency on one-off work', section: '3.9', grade: 'J' },
  'effort.hourRate': { value: 90, unit: 'USD an hour', label: 'Loaded hour of an engineer; a week has 40', section: '3.9', grade: 'J' },
  'effort.credits': { value: 0, unit: 'USD', label: 'Migration credits actually contracted', section: '3.9', grade: 'J' },
  'schedule.team': { value: 4, unit: 'people at work', label: 'People at work on the move', section: '3.9', grade: 'J' },
  'schedule.startMonth': { value: 1, unit: 'months', label: 'Months from today until work begins', section: '3.9', grade: 'J' },
  'schedule.slipMedian': { value: 1.2, unit: 'ratio', label: 'Slip of the schedule, median', section: '3.9', grade: 'J' },
  'schedule.slipP90': { value: 2, unit: 'ratio', label: 'Slip of the schedule, P90', section: '3.9', grade: 'J' },
  'schedule.doubleRun': { value: [1, 2, 6], unit: 'months', label: 'Months that a wave runs on both sides', section: '3.9', grade: 'J' },
  'people.managed.base': { value: 0.5, unit: 'full-time people', label: 'Managed Kubernetes, base', section: '3.9', grade: 'J' },
  'people.managed.perCluster': { value: 0.15, unit: 'full-time people', label: 'Managed Kubernetes, per cluster', section: '3.9', grade: 'J' },
  'people.managed.per25Nodes': { value: 0.1, unit: 'full-time people', label: 'Managed Kubernetes, per 25 nodes', section: '3.9', grade: 'J' },
  'people.managed.onCallNew': { value: 0, unit: 'share', label: 'Managed Kubernetes, share of the on-call floor that is new', section: '3.9', grade: 'J' },
  'people.selfManaged.base': { value: 1, unit: 'full-time people', label: 'Self-managed on VMs, base', section: '3.9', grade: 'J' },
  'people.selfManaged.perCluster': { value: 0.35, unit: 'full-time people', label: 'Self-managed on VMs, per cluster', section: '3.9', grade: 'J' },
  'people.selfManaged.per25Nodes': { value: 0.2, unit: 'full-time people', label: 'Self-managed on VMs, per 25 nodes', section: '3.9', grade: 'J' },
  'people.selfManaged.onCallNew': { value: 0.5, unit: 'share', label: 'Self-managed on VMs, share of the on-call floor that is new', section: '3.9', grade: 'J' },
  'people.bareMetal.base': { value: 2, unit: 'full-time people', label: 'Bare metal, base', section: '3.9', grade: 'J' },
  'people.bareMetal.perCluster': { value: 0.5, unit: 'full-time people', label: 'Bare metal, per site', section: '3.9', grade: 'J' },
  'people.bareMetal.per25Nodes': { value: 0.4, unit: 'full-time people', label: 'Bare metal, per 25 nodes', section: '3.9', grade: 'J' },
  'people.bareMetal.onCallNew': { value: 1, unit: 'share', label: 'Bare metal, share of the on-call floor that is new', section: '3.9', grade: 'J' },
  'people.onCallFloor': { value: 3, unit: 'full-time people', label: 'People reachable around the clock', section: '3.9', grade: 'J' },
  'people.todayPer25Machines': { value: 0.1, unit: 'full-time people', label: 'People who run today’s machines outside Kubernetes, per 25', section: '3.9', grade: 'J' },

  // money over time
  'money.horizon': { value: 36, unit: 'horizon in months', label: 'Months that are compared', section: '3.10', grade: 'J' },
  'money.discountRate': { value: [0.08, 0.1, 0.12], unit: 'a year', label: 'Discount rate', section: '3.10', grade: 'J' },
  'money.growth': { value: 0, unit: 'a year', label: 'Growth of the bill, on both sides', section: '3.10', grade: 'J' },
  'money.eligibleShare': { value: 0.93, unit: 'share', label: 'Share of the bill that a negotiated discount applies to', section: '3.10', grade: 'J' },

  // uncertainty
  'uncertainty.draws': { value: 2000, unit: 'draws', label: 'Draws of the simulation', section: '3.11', grade: 'J' },
  'uncertainty.cpuSdA': { value: 0.1, unit: 'standard deviation', label: 'CPU need, grade A', section: '3.11', grade: 'J' },
  'uncertainty.cpuSdB': { value: 0.15, unit: 'standard deviation', label: 'CPU need, grade B', section: '3.11', grade: 'J' },
  'uncertainty.cpuSdC': { value: 0.25, unit: 'standard deviation', label: 'CPU need, grade C', section: '3.11', grade: 'J' },
  'uncertainty.memorySdA': { value: 0.08, unit: 'standard deviation', label: 'Memory need, grade A', section: '3.11', grade: 'J' },
  'uncertainty.memorySdB': { value: 0.12, unit: 'standard deviation', label: 'Memory need, grade B', section: '3.11', grade: 'J' },
  'uncertainty.rhoA': { value: 0.1, unit: 'correlation', label: 'Correlation of utilisation errors, grade A', section: '3.11', grade: 'J' },
  'uncertainty.rhoB': { value: 0.3, unit: 'correlation', label: 'Correlation of utilisation errors, grades B and C', section: '3.11', grade: 'J' },
  'uncertainty.rhoD': { value: 0.5, unit: 'correlation', label: 'Correlation of utilisation errors, grade D', section: '3.11', grade: 'J' },
  'uncertainty.rhoEffort': { value: 0.5, unit: 'correlation', label: 'Correlation of effort errors', section: '3.11', grade: 'J' },
  'uncertainty.rhoPrices': { value: 0.8, unit: 'correlation', label: 'Correlation of price drift within a vendor', section: '3.11', grade: 'J' },
  'uncertainty.priceDrift': { value: 0.05, unit: 'standard deviation', label: 'Yearly drift of on-demand prices', section: '3.11', grade: 'J' },
  'uncertainty.spotDrift': { value: 0.2, unit: 'standard deviation', label: 'Yearly drift of spot prices', section: '3.11', grade: 'J' },
  'uncertainty.fx': { value: 0.08, unit: 'standard deviation', label: 'Exchange rate of destinations priced in euro', section: '3.11', grade: 'J' },
  'uncertainty.headlineWidth': { value: 1, unit: 'ratio', label: 'Interval width over its middle above which only the range is shown', section: '3.11', grade: 'J' },
  'verdict.savesFrom': { value: 0.75, unit: 'share', label: 'Probability of saving from which the verdict is that it saves', section: '3.10', grade: 'J' },
  'verdict.costsMoreBelow': { value: 0.25, unit: 'share', label: 'Probability of saving below which the verdict is that it costs more', section: '3.10', grade: 'J' },
} as const satisfies Record<string, MigrationAssumptionRow>; // prettier-ignore
