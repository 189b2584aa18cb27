import { z } from '@hono/zod-openapi';
import { PRICE_GRADES } from '../../catalog/price-row.ts';

const decimal = z.string().meta({ description: 'US dollars as exact decimal text.', example: '0.2016' });
const origin = {
  key: z.string().meta({ description: 'By which evidence names the row.', example: 'node-prices/aws/eu-central-1/m7i.xlarge' }),
  provider: z.string(),
  region: z.string().meta({ description: 'Region or group of regions; all and all-commercial where one list holds everywhere.' }),
  asOf: z.string().meta({ description: 'The day the price was current.', example: '2026-07-20' }),
  source: z.string(),
  grade: z.enum(PRICE_GRADES).meta({ description: 'S vendor list, M published elsewhere, W approximation, D derived, G given by you.' }),
};
const unit = z.string().meta({ description: 'What the price is per.' });

const node = z
  .object({
    kind: z.literal('node'),
    ...origin,
    instanceType: z.string(),
    vcpu: z.number(),
    memoryGiB: z.number(),
    arch: z.enum(['amd64', 'arm64']),
    gpuCount: z.number(),
    gpuModel: z.string().nullable(),
    localSsdGiB: z.number().nullable().meta({ description: 'Null is not known, 0 is none.' }),
    maxPods: z.number().nullable().meta({ description: 'Pods the network interfaces allow; null where only the platform limits them.' }),
    onDemand: decimal.meta({ description: 'Linux, an hour.' }),
    commit1y: decimal.nullable(),
    commit3y: decimal.nullable(),
    spot: decimal.nullable(),
    spotGrade: z.enum(PRICE_GRADES),
  })
  .meta({ id: 'NodePrice' });

const fee = z
  .object({
    kind: z.literal('fee'),
    ...origin,
    targetId: z.string(),
    item: z.string(),
    variant: z.string().nullable(),
    unit,
    price: decimal,
    notes: z.string(),
  })
  .meta({ id: 'FeePrice' });

const storage = z
  .object({
    kind: z.literal('storage'),
    ...origin,
    item: z.string().meta({ description: 'Its end is the unit.', example: 'internet-egress-gb' }),
    tierFromGb: z.number(),
    tierToGb: z.number().nullable(),
    price: decimal,
  })
  .meta({ id: 'StoragePrice' });

const managed = z
  .object({
    kind: z.literal('managed'),
    ...origin,
    service: z.string(),
    item: z.string(),
    unit,
    price: decimal,
    freePerMonth: z.number().nullable(),
    replacement: z.string(),
    notes: z.string(),
  })
  .meta({ id: 'ManagedPrice' });

/** A price as the API shows it; floats stay inside. */
export const priceSchema = z.discriminatedUnion('kind', [node, fee, storage, managed]).meta({ id: 'Price' });
