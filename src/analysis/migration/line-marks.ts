import type { MigrationRoute } from '../../finding/migration-finding.ts';
import type { UsageLine } from '../../focus/usage-line.ts';
import type { ComputeKind } from './line-place.ts';
import { APPLICATION_TAG_KEYS } from '../lock-in/workloads.ts';
import { jsonPairs, resourceLabel, usageText } from './line-texts.ts';

/** What tags, names and usage types say about a machine, whatever it costs. */
export interface WorkloadMarks {
  readonly kubernetesNode: boolean;
  readonly platformEnvironment: boolean;
  readonly autoscaled: boolean;
  readonly windows: boolean;
  readonly spot: boolean;
  readonly stateful: boolean;
  readonly jvm: boolean;
  readonly application: string | null;
}

/** Tags that cloud controllers, installers and autoscalers put on machines of a cluster. */
const KUBERNETES_TAG =
  /^(?:user:)?(?:aws:eks:cluster-name|eks:cluster-name|eks:nodegroup-name|alpha\.eksctl\.io\/|kubernetes\.io\/cluster\/|k8s\.io\/|karpenter\.(?:sh|k8s\.aws)\/|kubernetescluster|aks-managed|goog-k8s-|goog-gke-|k8s-|oke-|oci:oke|ibm-kubernetes|node-role\.kubernetes\.io\/|kubernetes-)/;

/** Ids of machines that managed Kubernetes makes: AKS node resource groups, GKE and OKE names. */
const KUBERNETES_ID = /\/resourcegroups\/mc_|virtualmachinescalesets\/aks-|(?:^|[/:])aks-[a-z0-9]+-\d+-vmss|(?:^|[/:])gke-|(?:^|[/:])oke-/i;

/** A name that is about nodes, not about what runs there: "node-3", "prod-k8s-1", "eks-nodegroup". */
const NODE_NAME = /(?:^|[-_.])(?:k8s|kube|kubernetes|eks|aks|gke|oke|nodes?|nodepool|nodegroup)(?:[-_.\d]|$)/i;

const AUTOSCALED_TAG =
  /^(?:user:)?(?:aws:autoscaling:groupname|aws:ec2spot:fleet-request-id|aws:ec2:fleet-id|goog-mig|instance-group-manager|oci:compute:instanceconfiguration)/;
const AUTOSCALED_ID = /virtualmachinescalesets?|virtual machine scale set|instancegroupmanagers|instance[-_ ]?pool|autoscal/i;
const PLATFORM_TAG = /^(?:user:)?(?:elasticbeanstalk:environment-(?:name|id)|aws:elasticbeanstalk)/;

/** AWS codes of Windows in RunInstances and of Windows with SQL Server; other clouds say the word. */
const WINDOWS_OPERATION = /^RunInstances:(?:0002|0006|0102|0202|0800)$/;
const WINDOWS_TEXT = /windows/i;
const LINUX_TEXT = /linux|ubuntu|rhel|red ?hat|suse|debian|rocky|alma/i;

const SPOT_TEXT = /spot|preemptible|low priority/i;
const STATEFUL_NAME =
  /(?:^|[-_./])(?:db|database|sql|postgres(?:ql)?|pg|mysql|mariadb|mongo(?:db)?|redis|kafka|zookeeper|cassandra|scylla|elastic(?:search)?|opensearch|etcd|clickhouse|rabbitmq|vault)(?:[-_./\d]|$)|(?:db|sql)\d*$/i;
const JVM_TEXT =
  /(?:^|[^a-z])(?:java|jvm|tomcat|jboss|wildfly|weblogic|websphere|spring(?:boot)?|kotlin|scala|kafka|elasticsearch|jenkins)(?:[^a-z]|$)/i;

/** Reads the marks of one machine from a line of it. */
function marksOf(line: UsageLine): WorkloadMarks {
  const tags = jsonPairs(line.tags);
  const keys = [...tags.keys()];
  const texts = `${line.resourceId} ${line.resourceType}`;
  const label = resourceLabel(line);
  const applied = APPLICATION_TAG_KEYS.map((key) => tags.get(key) ?? tags.get(`user:${key}`) ?? '').find((value) => value !== '');
  const names = `${label} ${tags.get('name') ?? ''} ${applied ?? ''}`;
  const kubernetesNode = keys.some((key) => KUBERNETES_TAG.test(key)) || KUBERNETES_ID.test(line.resourceId) || NODE_NAME.test(label);
  return {
    kubernetesNode,
    platformEnvironment: keys.some((key) => PLATFORM_TAG.test(key)),
    autoscaled: keys.some((key) => AUTOSCALED_TAG.test(key)) || AUTOSCALED_ID.test(texts),
    windows: isWindows(line),
    spot: isSpot(line),
    stateful: names.split(' ').some((name) => STATEFUL_NAME.test(name)),
    jvm: JVM_TEXT.test(names) || ['runtime', 'language', 'stack'].some((key) => JVM_TEXT.test(tags.get(key) ?? '')),
    application: applied ?? null,
  };
}

/** Capacity that the cloud may take back. */
export const isSpot = (line: UsageLine): boolean =>
  line.pricingCategory === 'Dynamic' || SPOT_TEXT.test(`${line.usageType} ${line.skuMeter}`);

function isWindows(line: UsageLine): boolean {
  const stated = jsonPairs(line.skuPriceDetails).get('operatingsystem') ?? '';
  if (WINDOWS_TEXT.test(stated)) return true;
  if (LINUX_TEXT.test(stated)) return false;
  return WINDOWS_OPERATION.test(line.operation.trim()) || WINDOWS_TEXT.test(usageText({ ...line, resourceType: '' }));
}

/** The marks of a resource: each that any of its lines carries. */
export function marksOfAll(lines: readonly UsageLine[]): WorkloadMarks {
  const all = lines.map(marksOf);
  const isMarked = (mark: Exclude<keyof WorkloadMarks, 'application'>): boolean => all.some((marks) => marks[mark]);
  return {
    kubernetesNode: isMarked('kubernetesNode'),
    platformEnvironment: isMarked('platformEnvironment'),
    autoscaled: isMarked('autoscaled'),
    windows: isMarked('windows'),
    spot: isMarked('spot'),
    stateful: isMarked('stateful'),
    jvm: isMarked('jvm'),
    application: all.find(({ application }) => application !== null)?.application ?? null,
  };
}

/** The way to Kubernetes of what computes. A Windows node of a cluster is still a Windows machine. */
export function computeRoute(runs: ComputeKind, marks: WorkloadMarks): MigrationRoute {
  if (runs === 'container') return 'serverless-container';
  if (marks.windows) return 'windows-vm';
  if (runs === 'kubernetes-worker' || (runs === 'machine' && marks.kubernetesNode)) return 'kubernetes-node';
  if (runs === 'platform' || marks.platformEnvironment) return 'paas';
  return marks.autoscaled || marks.spot || marks.application !== null ? 'linux-vm-app' : 'linux-vm-pet';
}
