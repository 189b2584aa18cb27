import type { DerivedCase, InputOrigin } from '../finding/derived-case.ts';
import type { CaseGroup, EvidenceLevel, NegotiationCase } from '../finding/negotiation-case.ts';
import { Problem } from '../problem.ts';
import { caseProblem, parseCase } from './evaluate-case.ts';

/** Fields of a case in the place of the derived ones, as a person or program wrote them. */
export type CaseOverrides = Readonly<Record<string, unknown>>;

interface ChangedCase {
  readonly case: NegotiationCase;
  readonly origins: readonly InputOrigin[];
}

/**
 * A derived case with the fields a user set. Groups named as derived ones are changed field by field and the others kept;
 * a list that names none of them replaces them all. Throws Problem case_invalid.
 */
export function overriddenCase({ case: derived, origins }: Pick<DerivedCase, 'case' | 'origins'>, overrides: CaseOverrides): ChangedCase {
  const names = Object.keys(overrides);
  if (names.length === 0) return { case: parseCase(derived), origins };
  refuseOtherBill(derived, overrides);
  const fields: Record<string, unknown> = { ...derived, ...overrides };
  if ('groups' in overrides) fields['groups'] = mergedGroups(derived.groups, overrides['groups']);
  // A new day of signature has a timing of its own.
  if (('plannedSignature' in overrides || 'vendorFiscalYearEnd' in overrides) && !('timing' in overrides)) delete fields['timing'];
  const changed = parseCase(fields);
  const kept = origins.filter(
    ({ input }) => !names.some((name) => input === name || input.startsWith(`${name}.`)) || input.startsWith('groups.'),
  );
  const given = names.map((input): InputOrigin => ({
    input,
    value: JSON.stringify(overrides[input]),
    source: 'given by the user',
    grade: 'G',
    asOf: derived.snapshotDate ?? '',
    figureId: null,
    catalogRows: [],
  }));
  return { case: changed, origins: [...given, ...kept] };
}

/** Fields that say whose bill in which money it is: another value would put a wrong name to derived numbers. */
const OF_THE_BILL = ['vendor', 'currency'] as const;

function refuseOtherBill(derived: NegotiationCase, overrides: CaseOverrides): void {
  const errors = OF_THE_BILL.filter((name) => name in overrides && overrides[name] !== derived[name]).map((field) => ({
    field,
    detail: `is ${derived[field]} by the bill; derived numbers cannot be given under another`,
  }));
  if (errors.length > 0) throw caseProblem(errors);
}

function mergedGroups(derived: readonly CaseGroup[], given: unknown): unknown {
  if (!Array.isArray(given)) return given;
  const list: readonly unknown[] = given;
  const byName = new Map(list.map((group) => [nameOf(group), group]));
  if (!derived.some((group) => byName.has(group.name))) return given;
  const added = list.filter((group) => !derived.some((known) => known.name === nameOf(group)));
  return [...derived.map((group) => ({ ...group, ...fieldsOf(byName.get(group.name)) })), ...added];
}

const fieldsOf = (group: unknown): object => (typeof group === 'object' && group !== null ? group : {});

const nameOf = (group: unknown): string => {
  const name: unknown = typeof group === 'object' && group !== null && 'name' in group ? group.name : undefined;
  return typeof name === 'string' ? name : '';
};

/** A JSON document as overrides. Throws Problem case_invalid for anything but an object. */
export function parseOverrides(given: unknown): CaseOverrides {
  if (typeof given === 'object' && given !== null && !Array.isArray(given)) return { ...given };
  throw new Problem('case_invalid', {
    detail: 'The case must be a JSON object with the fields to change.',
    errors: [{ field: 'case', detail: 'is not an object' }],
  });
}

/** The evidence a user states, for the fitness grade; anything else is refused when the case is read. */
export function evidenceOf({ evidence }: CaseOverrides): EvidenceLevel {
  return LEVELS.find((level) => level === evidence) ?? 'none';
}

const LEVELS: readonly EvidenceLevel[] = ['none', 'written_quote', 'proof_of_concept', 'production_workload', 'tenth_of_spend_elsewhere'];
