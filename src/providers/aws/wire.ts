import { z } from 'zod';
import { attosOf } from '../../money.ts';
import { isDay } from '../../time.ts';

const decimal = z.string().refine((text) => attosOf(text) !== null, 'is a decimal');
const day = z.string().refine(isDay, 'is a day');
const amount = z.object({ Amount: decimal, Unit: z.string() });

/** The metrics that are asked for; net costs are missing where an account has no discounts. */
export const METRICS = ['UnblendedCost', 'AmortizedCost', 'NetAmortizedCost', 'UsageQuantity'] as const;

const group = z.object({
  Keys: z.tuple([z.string(), z.string()]),
  Metrics: z.object({
    UnblendedCost: amount,
    AmortizedCost: amount,
    NetAmortizedCost: amount.optional(),
    UsageQuantity: amount.optional(),
  }),
});

/** One page of GetCostAndUsage, daily, grouped by SERVICE and USAGE_TYPE. */
export const costPage = z.object({
  NextPageToken: z.string().min(1).nullish(),
  ResultsByTime: z.array(
    z.object({ TimePeriod: z.object({ Start: day, End: day }), Groups: z.array(group), Estimated: z.boolean().optional() }),
  ),
});

/** One page of GetDimensionValues of LINKED_ACCOUNT; the name of an account stands in its attributes. */
export const accountsPage = z.object({
  NextPageToken: z.string().min(1).nullish(),
  DimensionValues: z.array(
    z.object({ Value: z.string().regex(/^\d{12}$/), Attributes: z.object({ description: z.string().optional() }).optional() }),
  ),
});

/** One page of ListObjectsV2. */
export const objectsPage = z.object({
  IsTruncated: z.boolean().optional(),
  NextContinuationToken: z.string().min(1).optional(),
  Contents: z.array(z.object({ Key: z.string().min(1), ETag: z.string().default(''), LastModified: z.date().optional() })).default([]),
});

export type CostPage = z.infer<typeof costPage>;
export type CostGroup = z.infer<typeof group>;
