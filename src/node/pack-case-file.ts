import { z } from 'zod';
import { issueErrors } from '../jobs/evaluate-case.ts';
import { DEFAULT_DAEMON_SETS, type PackCase, type Workload } from '../kubernetes/pack-case.ts';
import { PLATFORMS } from '../kubernetes/platform.ts';
import { cpuMillisOf, memoryMiBOf, type QuantityResult } from '../kubernetes/quantity.ts';
import { Problem, type FieldError } from '../problem.ts';

/** Far above any machine or price there is: a number past it is a slip of the unit or of the decimal point. */
const MOST = { vcpu: 100_000, memoryGiB: 1_000_000, pods: 100_000, gpus: 10_000, usdPerHour: 100_000, minNodes: 10_000 };
const MOST_PODS = 1_000_000;

/** Null and absent mean the same to people who write JSON by hand. */
const optional = <T extends z.ZodType>(schema: T) => schema.nullish().transform((value) => value ?? undefined);

const label = () => z.string().trim().min(1).max(300);
const architecture = z.enum(['amd64', 'arm64']);

const overheadSchema = z.strictObject({
  cpuMillis: z.number().min(0).max(1e6).default(DEFAULT_DAEMON_SETS.cpuMillis),
  memoryMiB: z.number().min(0).max(1e7).default(DEFAULT_DAEMON_SETS.memoryMiB),
  pods: z.int().min(0).max(MOST.pods).default(DEFAULT_DAEMON_SETS.pods),
});

const shapeSchema = z.strictObject({
  name: label(),
  vcpu: z.number().gt(0).max(MOST.vcpu),
  memoryGiB: z.number().gt(0).max(MOST.memoryGiB),
  maxPods: optional(z.int().min(1).max(MOST.pods)),
  usdPerHour: z.number().min(0).max(MOST.usdPerHour),
  arch: architecture.default('amd64'),
  gpus: z.int().min(0).max(MOST.gpus).default(0),
  gpuModel: optional(label()),
  os: optional(label()),
});

const workloadSchema = z.strictObject({
  name: label(),
  replicas: z.int().min(0).max(MOST_PODS).default(1),
  cpuMillis: optional(z.number().min(0).max(1e9)),
  memoryMiB: optional(z.number().min(0).max(1e9)),
  /** Kubernetes quantities, instead of the two above. */
  cpu: optional(z.string()),
  memory: optional(z.string()),
  arch: optional(z.enum(['amd64', 'arm64', 'any'])),
  gpus: z.int().min(0).max(MOST.gpus).default(0),
  gpuModel: optional(label()),
  os: optional(label()),
  zone: optional(label()),
});

const caseSchema = z.strictObject({
  platform: z.enum(PLATFORMS),
  minNodes: z.int().min(0).max(MOST.minNodes).default(3),
  maxNodeShare: z.number().gt(0).max(1).default(1),
  hoursPerMonth: z.number().gt(0).max(744).default(730),
  daemonSets: overheadSchema.default(DEFAULT_DAEMON_SETS),
  spreadReplicas: z.boolean().default(true),
  shapes: z.array(shapeSchema).min(1, 'at least one shape').max(5000),
  workloads: z.array(workloadSchema).max(200_000),
});

type WorkloadFields = z.infer<typeof workloadSchema>;

export type PackCaseFile = PackCase & { readonly hoursPerMonth: number };

/** A case for packing as a person or program wrote it, checked and with its defaults. Throws Problem input_invalid that names every field to correct. */
export function parsePackCase(given: unknown): PackCaseFile {
  const parsed = caseSchema.safeParse(given);
  if (!parsed.success) throw invalid(issueErrors(parsed.error.issues));
  const { shapes } = parsed.data;
  const read = parsed.data.workloads.map(workloadOf);
  const pods = parsed.data.workloads.reduce((sum, { replicas }) => sum + replicas, 0);
  const errors = [
    ...repeated('shapes', shapes),
    ...repeated('workloads', parsed.data.workloads),
    ...shapes.flatMap((shape, index) => (shape.gpus === 0 && shape.gpuModel !== undefined ? [modelWithoutGpu(`shapes[${index}]`)] : [])),
    ...read.flatMap((one) => one.errors),
    ...(pods > MOST_PODS ? [{ field: 'workloads', detail: `${pods} replicas; at most ${MOST_PODS} are packed` }] : []),
  ];
  if (errors.length > 0) throw invalid(errors);
  return { ...parsed.data, workloads: read.map(({ workload }) => workload) };
}

const invalid = (errors: readonly FieldError[]): Problem =>
  new Problem('input_invalid', { detail: errors.map(({ field, detail }) => `${field}: ${detail}`).join('; '), errors });

const modelWithoutGpu = (place: string): FieldError => ({ field: `${place}.gpuModel`, detail: 'is given where gpus is 0' });

function repeated(list: string, items: readonly { readonly name: string }[]): FieldError[] {
  const first = new Map<string, number>();
  return items.flatMap(({ name }, index) => {
    const before = first.get(name);
    if (before === undefined) first.set(name, index);
    return before === undefined ? [] : [{ field: `${list}[${index}].name`, detail: `${name} is already the name of ${list}[${before}]` }];
  });
}

/** One way of saying a size: a number, or a quantity as manifests write it. */
interface Size {
  readonly field: string;
  readonly number: number | undefined;
  readonly quantity: string | undefined;
  readonly read: (text: string) => QuantityResult;
}

function workloadOf(fields: WorkloadFields, index: number): { workload: Workload; errors: FieldError[] } {
  const { cpu, memory, cpuMillis, memoryMiB, ...rest } = fields;
  const errors: FieldError[] = [];
  const sizeOf = ({ field, number, quantity, read }: Size): number => {
    const name = field === 'cpu' ? 'cpuMillis' : 'memoryMiB';
    if (number !== undefined && quantity !== undefined)
      errors.push({ field: `workloads[${index}].${field}`, detail: `is given beside ${name}; keep one of them` });
    if (number !== undefined) return number;
    if (quantity === undefined) {
      errors.push({ field: `workloads[${index}].${name}`, detail: 'is missing' });
      return 0;
    }
    const result = read(quantity);
    if ('value' in result) return result.value;
    errors.push({ field: `workloads[${index}].${field}`, detail: result.error });
    return 0;
  };
  const workload = {
    ...rest,
    cpuMillis: sizeOf({ field: 'cpu', number: cpuMillis, quantity: cpu, read: cpuMillisOf }),
    memoryMiB: sizeOf({ field: 'memory', number: memoryMiB, quantity: memory, read: memoryMiBOf }),
  };
  if (rest.gpus === 0 && rest.gpuModel !== undefined) errors.push(modelWithoutGpu(`workloads[${index}]`));
  return { workload, errors };
}
