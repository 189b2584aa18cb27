import { z } from '@hono/zod-openapi';
import { offerFormSchema } from '../../jobs/offer-form.ts';
import { daySchema, instantSchema, moneySchema } from './money.ts';

export const newOfferSchema = offerFormSchema.meta({
  id: 'NewOffer',
  example: {
    offeredOn: '2026-11-01',
    headline: 0.12,
    termYears: 3,
    commitmentPerYear: '4300000',
    addedCosts: [{ label: 'Enterprise support', monthly: '6350' }],
    grantedAsks: { credits: { face: '100000', usableProbability: 0.8 } },
    note: 'by mail',
  },
});

const grantedSchema = z.object({
  credits: z.object({ face: moneySchema, usableProbability: z.number() }).optional(),
  transferRateCut: z.object({ cut: z.number() }).optional(),
  shortfallRollover: z.object({ rolloverFraction: z.number() }).optional(),
  priceProtection: z.object({ coveredShare: z.number(), expectedListRise: z.number() }).optional(),
  paymentTerms: z.object({ extraDays: z.number() }).optional(),
  supportFeeCut: z.object({ monthlySaving: moneySchema }).optional(),
});

export const offerSchema = z
  .object({
    id: z.string(),
    vendor: z.string(),
    vendorId: z.string(),
    offeredOn: daySchema,
    headline: z.number(),
    currency: z.string(),
    termYears: z.number().nullable(),
    commitmentPerYear: moneySchema.nullable(),
    commitmentTotal: moneySchema.nullable(),
    addedCosts: z.array(z.object({ label: z.string(), presentValue: moneySchema.nullable(), monthly: moneySchema.nullable() })).readonly(),
    grantedAsks: grantedSchema,
    note: z.string().nullable(),
    createdAt: instantSchema,
    effective: z
      .object({ headline: z.number(), addedCosts: z.number(), rho: z.number(), grantedAsks: z.number(), effectiveDiscount: z.number() })
      .nullable()
      .meta({ description: 'In the unit of walk-away, target and opening; null where the spend with the vendor is not known.' }),
    position: z.object({ discount: z.number(), yearOne: moneySchema, presentValue: moneySchema }).nullable(),
  })
  .meta({ id: 'Offer', description: 'An offer as the vendor made it, and its effective discount.' });
