import { z } from 'zod';
import { CONTRACT_CLAUSES, type ClauseUnit } from '../catalog/contract-clauses.ts';
import { CLAUSE_IDS, type ClauseAnswer, type ClauseId, type ContractTerms } from '../focus/contract.ts';
import { isDay, monthsBetween } from '../time.ts';
import { amountInput, amountOf, currencyInput, isForeign, isLess, shareInput } from './money-input.ts';

const ANSWERS = ['yes', 'no', 'unknown'] as const;

/** Days and years are laid down in words; a tenth of a year is what counting them by hand may differ. */
const TERM_TOLERANCE_YEARS = 0.1;

const text = z.string().trim().min(1);
const day = z.string().refine(isDay, 'a day such as 2027-07-01').meta({ example: '2027-07-01' });
const note = z.string().trim().max(2000).nullable().optional();

const answer = z.enum(ANSWERS, { error: 'yes, no or unknown' });

/** A clause by its unit; a plain yes, no or unknown will do where nothing else is known. */
function clauseSchema(unit: ClauseUnit) {
  const number = numberOfUnit(unit);
  const amount = unit === 'money' ? amountInput : z.null({ error: 'this clause is not measured in money' });
  const full = z.strictObject({ answer, number: number.nullable().optional(), amount: amount.nullable().optional(), note });
  return z.union([answer, full], { error: (issue) => clauseFault(issue.input, 'errors' in issue ? issue.errors : []) });
}

/** What is wrong with a clause, from the faults of both forms it may have: those of the full form when it is an object. */
function clauseFault(input: unknown, faults: unknown): string {
  if (typeof input !== 'object' || input === null) return 'yes, no or unknown';
  const full = z.array(z.array(z.object({ path: z.array(z.union([z.string(), z.number()])), message: z.string() }))).safeParse(faults);
  return (
    full.data
      ?.at(-1)
      ?.map((fault) => [...fault.path, fault.message].join(': '))
      .join('; ') ?? 'yes, no or unknown'
  );
}

function numberOfUnit(unit: ClauseUnit): z.ZodType<number | null> {
  if (unit === 'share') return shareInput;
  if (unit === 'days' || unit === 'months')
    return z
      .number()
      .int()
      .min(0)
      .max(unit === 'days' ? 3650 : 120);
  return z.null({ error: unit === 'money' ? 'this clause is measured in money: use amount' : 'this clause has no number' });
}

type ClauseSchemas = Record<ClauseId, z.ZodOptional<ReturnType<typeof clauseSchema>>>;

const clauseSchemas = Object.fromEntries(
  CLAUSE_IDS.map((id) => [id, clauseSchema(CONTRACT_CLAUSES[id].unit).meta({ description: CONTRACT_CLAUSES[id].question }).optional()]),
) as ClauseSchemas;

const contractShape = {
  vendor: text.max(100).meta({ description: 'The vendor by any of its names.', example: 'AWS' }),
  name: text.max(200),
  currency: currencyInput,
  start: day.nullable().optional(),
  end: day.nullable().optional().meta({ description: 'The first day after the term.' }),
  termYears: z.number().min(0.08).max(10).nullable().optional(),
  commitmentPerYear: amountInput.nullable().optional(),
  commitmentTotal: amountInput.nullable().optional(),
  discount: shareInput.nullable().optional().meta({ description: 'Negotiated discount off list price after self-service instruments.' }),
  eligibleShare: shareInput.nullable().optional(),
  measured: z
    .enum(['gross', 'net'], { error: 'gross or net' })
    .nullable()
    .optional()
    .meta({ description: 'Whether spend before or after the discount retires the commitment.' }),
  clauses: z.strictObject(clauseSchemas).optional(),
  note,
} as const;

/** A contract as a person enters it: unknown fields are refused, what is not known is left out or null. */
export const contractFormSchema = z.strictObject(contractShape).superRefine((form, context) => {
  for (const { path, message } of faultsOf(form)) context.addIssue({ code: 'custom', path, message });
});

/** The same with every field optional, for changes; the whole is checked after it was put together. */
export const contractPatchSchema = z.strictObject(contractShape).partial();

export type ContractForm = z.output<typeof contractFormSchema>;

interface Fault {
  readonly path: string[];
  readonly message: string;
}

type FormFields = z.output<z.ZodObject<typeof contractShape>>;

function faultsOf(form: FormFields): Fault[] {
  const { start, end, termYears, currency } = form;
  const faults: Fault[] = [];
  const foreign = (['commitmentPerYear', 'commitmentTotal'] as const).filter((field) => isForeign(form[field], currency));
  foreign.forEach((field) => faults.push({ path: [field], message: `is not in ${currency}, the currency of the contract` }));
  for (const [id, clause] of Object.entries(form.clauses ?? {})) {
    if (typeof clause === 'object' && isForeign(clause.amount, currency)) {
      faults.push({ path: ['clauses', id, 'amount'], message: `is not in ${currency}, the currency of the contract` });
    }
  }
  if (typeof start === 'string' && typeof end === 'string') {
    if (end <= start) faults.push({ path: ['end'], message: `a contract ends after it starts (${start})` });
    else if (typeof termYears === 'number' && Math.abs(monthsBetween(start, end) / 12 - termYears) > TERM_TOLERANCE_YEARS) {
      faults.push({
        path: ['termYears'],
        message: `is ${termYears}, but ${start} to ${end} is ${Math.round(monthsBetween(start, end))} months`,
      });
    }
  }
  if (isLess(form.commitmentTotal, form.commitmentPerYear) && (termYears ?? 1) >= 1) {
    faults.push({ path: ['commitmentTotal'], message: 'is below the commitment of one year' });
  }
  return faults;
}

/** The terms of a form, with null for everything that is not known. */
export function contractTerms(form: ContractForm): ContractTerms {
  const { vendor, name, currency } = form;
  const clauses = Object.fromEntries(CLAUSE_IDS.map((id) => [id, clauseAnswer(form.clauses?.[id], currency)]));
  return {
    vendor,
    name,
    currency,
    start: form.start ?? null,
    end: form.end ?? null,
    termYears: form.termYears ?? null,
    commitmentPerYear: amountOf(form.commitmentPerYear, currency),
    commitmentTotal: amountOf(form.commitmentTotal, currency),
    discount: form.discount ?? null,
    eligibleShare: form.eligibleShare ?? null,
    measured: form.measured ?? null,
    clauses: clauses as Record<ClauseId, ClauseAnswer>,
    note: form.note ?? null,
  };
}

type ClauseInput = NonNullable<FormFields['clauses']>[ClauseId];

function clauseAnswer(input: ClauseInput, currency: string): ClauseAnswer {
  if (input === undefined || typeof input === 'string') return { answer: input ?? 'unknown', number: null, amount: null, note: null };
  return { answer: input.answer, number: input.number ?? null, amount: amountOf(input.amount, currency), note: input.note ?? null };
}
