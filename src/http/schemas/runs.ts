import { z } from '@hono/zod-openapi';
import { amountSchema, instantSchema } from './money.ts';

const sampleId = 'run_0b6c7c2e-6f0e-4a35-9a0e-6a2b8f0f3f10';

const problemSummarySchema = z.object({ code: z.string(), detail: z.string() }).meta({ description: 'Why a run did not end well.' });

const deliverySchema = z
  .object({
    path: z.string().meta({ description: 'The name the file was sent or loaded under.' }),
    sha256: z.string(),
    format: z.string().meta({ example: 'focus-1.2' }),
    dataset: z.string().optional(),
    rowsRead: z.int(),
    rowsAccepted: z.int(),
    rowsRejected: z.int(),
  })
  .meta({ id: 'Delivery' });

export const rejectionSchema = z
  .object({
    path: z.string(),
    line: z.int().nullable(),
    column: z.string().nullable(),
    code: z.string(),
    detail: z.string(),
    raw: z.string().meta({ description: 'The row as it was read.' }),
  })
  .meta({
    id: 'Rejection',
    example: {
      path: 'september.csv',
      line: 17,
      column: 'BilledCost',
      code: 'row_cost_invalid',
      detail: '"12,34" is not a decimal.',
      raw: '…',
    },
  });

const periodSchema = z.object({
  billingPeriod: z.string(),
  billingAccountId: z.string(),
  currency: z.string(),
  billedCost: amountSchema,
  effectiveCost: amountSchema,
  rows: z.int(),
  replacedRunId: z.string().nullable(),
});

const reconciliationSchema = z.object({ read: amountSchema, stored: amountSchema, rejected: amountSchema, difference: amountSchema });

/** What a run brought: the part that the run itself stored. */
export const runBodySchema = z.object({
  deliveries: z.array(deliverySchema),
  periods: z.array(periodSchema),
  reconciliation: z.record(z.string(), reconciliationSchema).meta({ description: 'Billed cost by currency.' }),
  rejections: z.array(rejectionSchema.omit({ raw: true })).meta({ description: 'The first of them; all by GET /v1/runs/{id}/rejections.' }),
  warnings: z.array(z.object({ code: z.string(), detail: z.string(), rows: z.int() })),
});

export const runSchema = z
  .object({
    runId: z.string(),
    source: z.string(),
    status: z.enum(['queued', 'loading', 'published', 'rejected', 'unchanged', 'failed', 'cancelled']),
    deliveryStyle: z.enum(['replacement', 'delta', 'ledger']),
    startedAt: instantSchema,
    finishedAt: instantSchema.nullable(),
    problem: problemSummarySchema.nullable(),
    ...runBodySchema.shape,
  })
  .meta({
    id: 'Run',
    example: {
      runId: sampleId,
      source: 'files',
      status: 'queued',
      deliveryStyle: 'replacement',
      startedAt: '2026-11-24T02:00:00.000Z',
      finishedAt: null,
      problem: null,
      deliveries: [],
      periods: [],
      reconciliation: {},
      rejections: [],
      warnings: [],
    },
  });

export type RunJson = z.infer<typeof runSchema>;
