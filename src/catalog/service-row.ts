import { z } from 'zod';

export const PROVIDERS = ['aws', 'azure', 'gcp', 'oci', 'ibm'] as const;

export type CatalogProvider = (typeof PROVIDERS)[number];

const LEVELS = ['none', 'low', 'medium', 'high'] as const;

const SERVICE_KINDS = [
  'api-gateway', 'backup', 'batch', 'block-storage', 'cache', 'cdn', 'ci-cd', 'container-runtime', 'data-transfer', 'data-warehouse',
  'desktop', 'dns', 'email-sms', 'etl', 'event-bus', 'faas', 'file-storage', 'genai-model', 'iaas-compute', 'iac', 'identity', 'iot', 'kms',
  'load-balancer', 'managed-kubernetes', 'marketplace', 'migration', 'ml-platform', 'mobile-backend', 'nosql-db', 'object-storage',
  'observability', 'other', 'paas-app', 'queue', 'relational-db', 'search', 'secrets', 'security', 'stream', 'support', 'tax-credit',
  'vpc-network', 'workflow',
] as const; // prettier-ignore

const text = z.string().trim().min(1);
const weeks = z.number().min(0).max(200);

/** Where a row comes from: publisher or method, the day it was last reviewed, and how far to trust it (S source, M general knowledge, J judgement). */
const provenance = { source: text, reviewedOn: z.iso.date(), grade: z.enum(['S', 'M', 'J']) };

/** One service as it is named on bills, with what the lock-in model reads. Weeks are person-weeks for one typical workload. */
export const serviceRowSchema = z
  .strictObject({
    provider: z.enum(PROVIDERS),
    serviceName: text,
    aliases: z.array(text),
    focusCategory: text,
    kind: z.enum(SERVICE_KINDS),
    interface: z.enum(['open-standard', 'open-source-compatible', 'proprietary']),
    interfaceDetail: text,
    replacements: z.array(text),
    replacementMaturity: z.enum(['cncf-graduated', 'mature-oss', 'cncf-incubating', 'cncf-sandbox', 'emerging', 'none']),
    runsOnKubernetes: z.enum(['native', 'operator', 'possible', 'no']),
    dataGravity: z.enum(LEVELS),
    codeCoupling: z.enum(LEVELS),
    opsCoupling: z.enum(LEVELS),
    exitWeeks: z.strictObject({ low: weeks, likely: weeks, high: weeks }),
    notes: z.string(),
    nameGrade: z.enum(['S', 'M']),
    ...provenance,
  })
  .refine((row) => row.exitWeeks.low <= row.exitWeeks.likely && row.exitWeeks.likely <= row.exitWeeks.high, {
    message: 'exit weeks must rise from low over likely to high',
    path: ['exitWeeks'],
  })
  .refine((row) => row.replacementMaturity === 'none' || row.replacements.length > 0, {
    message: 'a maturity needs a replacement that has it',
    path: ['replacements'],
  });

export type ServiceRow = Readonly<z.infer<typeof serviceRowSchema>>;

/** A place a workload can go. `successor` is the id of the row that continues a renamed or retired one. */
export const targetRowSchema = z.strictObject({
  id: text,
  name: text,
  vendor: text,
  kind: z.enum(['managed-kubernetes', 'enterprise-distribution', 'self-managed', 'paas-on-kubernetes', 'historic']),
  status: z.enum(['active', 'renamed', 'retired']),
  successor: text.nullable(),
  since: z.string().regex(/^\d{4}-\d{2}$/),
  notes: z.string(),
  ...provenance,
});

export type TargetRow = Readonly<z.infer<typeof targetRowSchema>>;

/** The key by which evidence names a service row. */
export const serviceKey = (row: { readonly provider: string; readonly serviceName: string }): string =>
  `services/${row.provider}/${row.serviceName}`;
