import { z } from 'zod';
import type { AddedCost, GrantedAsks, OfferTerms } from '../focus/offer.ts';
import type { MoneyJson } from '../money.ts';
import { isDay } from '../time.ts';
import { amountInput, amountOf, currencyInput, isForeign, shareInput, type AmountInput } from './money-input.ts';

const text = z.string().trim().min(1);

const addedCost = z
  .strictObject({
    label: text.max(200),
    presentValue: amountInput.nullable().optional(),
    monthly: amountInput.nullable().optional(),
  })
  .refine((cost) => ((cost.presentValue ?? null) === null) !== ((cost.monthly ?? null) === null), {
    message: 'state either presentValue or monthly',
  });

const grantedAsks = z.strictObject({
  credits: z.strictObject({ face: amountInput, usableProbability: shareInput }).optional(),
  transferRateCut: z.strictObject({ cut: shareInput }).optional(),
  shortfallRollover: z.strictObject({ rolloverFraction: shareInput }).optional(),
  priceProtection: z.strictObject({ coveredShare: shareInput, expectedListRise: shareInput }).optional(),
  paymentTerms: z.strictObject({ extraDays: z.number().int().min(0).max(365) }).optional(),
  supportFeeCut: z.strictObject({ monthlySaving: amountInput }).optional(),
});

const offerShape = {
  offeredOn: z.string().refine(isDay, 'a day such as 2026-11-01').meta({ example: '2026-11-01' }),
  headline: shareInput.meta({ description: 'The discount as the vendor states it.', example: 0.12 }),
  currency: currencyInput.default('USD'),
  termYears: z.number().min(0.08).max(10).nullable().optional(),
  commitmentPerYear: amountInput.nullable().optional(),
  commitmentTotal: amountInput.nullable().optional(),
  addedCosts: z
    .array(addedCost)
    .max(50)
    .default([])
    .meta({ description: 'What the offer costs beside its discount, such as a support plan.' }),
  grantedAsks: grantedAsks.default({}).meta({ description: 'Asks of the negotiation model that the offer grants, and how far.' }),
  note: z.string().trim().max(2000).nullable().optional(),
} as const;

const vendor = text.max(100);

/** An offer as a person enters it: unknown fields are refused. `vendor` may be left out where the request names it otherwise. */
export const offerFormSchema = z.strictObject({ vendor: vendor.optional(), ...offerShape }).superRefine((form, context) => {
  for (const { path, input } of amountsOf(form)) {
    if (isForeign(input, form.currency)) {
      context.addIssue({ code: 'custom', path, message: `is not in ${form.currency}, the currency of the offer` });
    }
  }
});

export type OfferForm = z.output<typeof offerFormSchema>;

type FormFields = z.output<z.ZodObject<typeof offerShape>>;

interface PlacedAmount {
  readonly path: (string | number)[];
  readonly input: AmountInput | null | undefined;
}

const amountsOf = (form: FormFields): PlacedAmount[] => [
  { path: ['commitmentPerYear'], input: form.commitmentPerYear },
  { path: ['commitmentTotal'], input: form.commitmentTotal },
  ...form.addedCosts.flatMap((cost, index) =>
    (['presentValue', 'monthly'] as const).map((field) => ({ path: ['addedCosts', index, field], input: cost[field] })),
  ),
  { path: ['grantedAsks', 'credits', 'face'], input: form.grantedAsks.credits?.face },
  { path: ['grantedAsks', 'supportFeeCut', 'monthlySaving'], input: form.grantedAsks.supportFeeCut?.monthlySaving },
];

/** The terms of a form for a vendor, with null for what the offer does not state. */
export function offerTerms(form: OfferForm, vendorName: string): OfferTerms {
  const { currency } = form;
  return {
    vendor: vendorName,
    offeredOn: form.offeredOn,
    headline: form.headline,
    currency,
    termYears: form.termYears ?? null,
    commitmentPerYear: amountOf(form.commitmentPerYear, currency),
    commitmentTotal: amountOf(form.commitmentTotal, currency),
    addedCosts: form.addedCosts.map((cost): AddedCost => ({
      label: cost.label,
      presentValue: amountOf(cost.presentValue, currency),
      monthly: amountOf(cost.monthly, currency),
    })),
    grantedAsks: grantedOf(form.grantedAsks, currency),
    note: form.note ?? null,
  };
}

function grantedOf({ credits, supportFeeCut, ...others }: FormFields['grantedAsks'], currency: string): GrantedAsks {
  const { transferRateCut, shortfallRollover, priceProtection, paymentTerms } = others;
  const knownAmount = (input: AmountInput): MoneyJson => amountOf(input, currency) ?? { amount: '0.000000000', currency };
  return {
    ...(credits && { credits: { face: knownAmount(credits.face), usableProbability: credits.usableProbability } }),
    ...(transferRateCut && { transferRateCut }),
    ...(shortfallRollover && { shortfallRollover }),
    ...(priceProtection && { priceProtection }),
    ...(paymentTerms && { paymentTerms }),
    ...(supportFeeCut && { supportFeeCut: { monthlySaving: knownAmount(supportFeeCut.monthlySaving) } }),
  };
}
