import { z } from '@hono/zod-openapi';
import { CLAUSE_IDS } from '../../focus/contract.ts';
import { contractFormSchema, contractPatchSchema } from '../../jobs/contract-form.ts';
import { daySchema, instantSchema, moneySchema } from './money.ts';

const form = {
  vendor: 'AWS',
  name: 'Enterprise discount agreement',
  currency: 'USD',
  start: '2026-07-01',
  end: '2027-07-01',
  termYears: 1,
  commitmentPerYear: '4300000',
  discount: 0.07,
  eligibleShare: 0.93,
  measured: 'net',
  clauses: { shortfallRollover: { answer: 'yes', number: 0.15, note: 'once' }, autoRenewal: 'no' },
};

export const newContractSchema = contractFormSchema.meta({ id: 'NewContract', example: form });

export const contractChangeSchema = contractPatchSchema.meta({ id: 'ContractChange', example: { discount: 0.09 } });

const clauseSchema = z
  .object({
    answer: z.enum(['yes', 'no', 'unknown']),
    number: z.number().nullable(),
    amount: moneySchema.nullable(),
    note: z.string().nullable(),
  })
  .meta({ id: 'ContractClause' });

export const contractSchema = z
  .object({
    id: z.string(),
    vendor: z.string(),
    vendorId: z.string().meta({ description: 'The same for every spelling of a vendor.' }),
    name: z.string(),
    currency: z.string(),
    start: daySchema.nullable(),
    end: daySchema.nullable(),
    termYears: z.number().nullable(),
    commitmentPerYear: moneySchema.nullable(),
    commitmentTotal: moneySchema.nullable(),
    discount: z.number().nullable(),
    eligibleShare: z.number().nullable(),
    measured: z.enum(['gross', 'net']).nullable(),
    clauses: z.record(z.enum(CLAUSE_IDS), clauseSchema),
    note: z.string().nullable(),
    createdAt: instantSchema,
    updatedAt: instantSchema,
  })
  .meta({ id: 'Contract', description: 'An agreement as far as it is known: null is not known.' });
