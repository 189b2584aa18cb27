import type { z } from 'zod';
import { evaluateNegotiation, NEGOTIATION_MODEL_VERSION } from '../analysis/negotiation/evaluate-negotiation.ts';
import { assumptionOf } from '../analysis/negotiation/figure-spec.ts';
import { vendorTiming } from '../analysis/negotiation/vendor-timing.ts';
import { negotiationConstant } from '../catalog/negotiation-constants.ts';
import type { CaseAsks, NegotiationCase, Timing } from '../finding/negotiation-case.ts';
import type { NegotiationFinding } from '../finding/negotiation-finding.ts';
import { Problem, type FieldError } from '../problem.ts';
import { canonicalText } from './kept-finding.ts';
import { caseErrors } from './negotiation-case-checks.ts';
import { negotiationCaseSchema, type NegotiationCaseFields } from './negotiation-case-schema.ts';

export interface EvaluateDeps {
  /** SHA-256 of a UTF-8 text as lower-case hex. */
  readonly sha256: (text: string) => Promise<string> | string;
}

/**
 * The finding of a case as a person or program wrote it; reads no database.
 * Throws Problem case_invalid that names every field to correct.
 */
export const evaluateCase = (deps: EvaluateDeps, given: unknown): Promise<NegotiationFinding> => evaluateFields(deps, fieldsOf(given));

/** The finding of a case whose fields were read one by one. Throws Problem case_invalid. */
export async function evaluateFields(deps: EvaluateDeps, fields: NegotiationCaseFields): Promise<NegotiationFinding> {
  const input = completeCase(fields);
  const assumptions = ASSUMED_INPUTS.filter((name) => fields[name] === undefined).map(assumptionOf);
  const snapshotHash = await deps.sha256(canonicalText([NEGOTIATION_MODEL_VERSION, input]));
  return evaluateNegotiation({ case: input, snapshotHash, filter: null, catalogRows: [], assumptions, gaps: [] });
}

/** A case checked and with its defaults filled in. Throws Problem case_invalid. */
export const parseCase = (given: unknown): NegotiationCase => completeCase(fieldsOf(given));

function fieldsOf(given: unknown): NegotiationCaseFields {
  const parsed = negotiationCaseSchema.safeParse(given);
  if (!parsed.success) throw caseProblem(issueErrors(parsed.error.issues));
  return parsed.data;
}

/** Inputs that the model assumes when a case does not state them. */
const ASSUMED_INPUTS = ['contingency', 'commitFraction', 'forecastSigma', 'horizonMonths', 'vendorMargin', 'precedentCap'] as const;

/** Checks what fields say of each other, then fills in what is assumed and derived. */
function completeCase(fields: NegotiationCaseFields): NegotiationCase {
  const errors = caseErrors(fields);
  if (errors.length > 0) throw caseProblem(errors);
  const stated = (name: (typeof ASSUMED_INPUTS)[number]): number => fields[name] ?? negotiationConstant(name);
  return {
    ...fields,
    ratePerPersonMonth: fields.ratePerPersonMonth ?? 0,
    contingency: stated('contingency'),
    commitFraction: stated('commitFraction'),
    forecastSigma: stated('forecastSigma'),
    horizonMonths: stated('horizonMonths'),
    vendorMargin: stated('vendorMargin'),
    precedentCap: stated('precedentCap'),
    timing: fields.timing ?? derivedTiming(fields),
    asks: asksOf(fields.asks),
  };
}

/** What is wrong with a case, as the one problem that names each field. */
export const caseProblem = (errors: readonly FieldError[]): Problem =>
  new Problem('case_invalid', { detail: errors.map(({ field, detail }) => `${field}: ${detail}`).join('; '), errors });

/** The issues of a schema as fields such as groups[2].cutoverMonth; each field and each unknown one is one error. */
export function issueErrors(issues: readonly z.core.$ZodIssue[]): FieldError[] {
  const errors = issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ field: fieldPath([...issue.path, key]), detail: 'is not a field of a case' }))
      : [{ field: fieldPath(issue.path), detail: detailOf(issue) }],
  );
  return errors.filter(({ field }, index) => errors.findIndex((error) => error.field === field) === index);
}

const detailOf = (issue: z.core.$ZodIssue): string =>
  issue.code === 'invalid_type' && issue.message.endsWith('received undefined') ? 'is missing' : issue.message;

const fieldPath = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    return text === '' ? String(key) : `${text}.${String(key)}`;
  }, '') || 'case';

function derivedTiming({ plannedSignature, vendorFiscalYearEnd }: NegotiationCaseFields): Timing {
  if (plannedSignature === null || vendorFiscalYearEnd === null) return LEAST_TIMING;
  return vendorTiming(plannedSignature, vendorFiscalYearEnd);
}

const LEAST_TIMING = 0.6;

/** Asks without the keys that were left out. */
function asksOf(asks: NegotiationCaseFields['asks']): CaseAsks {
  const cut = asks?.transferRateCut;
  return {
    ...(asks?.credits && { credits: asks.credits }),
    ...(cut && { transferRateCut: cut.group === undefined ? { cut: cut.cut } : { cut: cut.cut, group: cut.group } }),
    ...(asks?.shortfallRollover && { shortfallRollover: asks.shortfallRollover }),
    ...(asks?.priceProtection && { priceProtection: asks.priceProtection }),
    ...(asks?.paymentTerms && { paymentTerms: asks.paymentTerms }),
    ...(asks?.supportFeeCut && { supportFeeCut: asks.supportFeeCut }),
  };
}
