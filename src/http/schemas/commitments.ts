import { z } from '@hono/zod-openapi';
import { moneySchema } from './money.ts';

const day = z.string().meta({ description: 'YYYY-MM-DD; empty where the bill states none.' });

export const commitmentSchema = z
  .object({
    contractCommitmentId: z.string(),
    contractId: z.string(),
    serviceProviderName: z.string(),
    invoiceIssuerName: z.string(),
    category: z.string(),
    type: z.string(),
    description: z.string(),
    lifecycleStatus: z.string(),
    paymentModel: z.string(),
    periodStart: day,
    periodEnd: day,
    contractStart: day,
    contractEnd: day,
    cost: moneySchema.nullable(),
    quantity: z.string().nullable(),
    unit: z.string(),
    discountPercentage: z.string().nullable(),
    source: z.string(),
    runId: z.string(),
  })
  .meta({ id: 'Commitment', description: 'From Contract Commitment files.' });
