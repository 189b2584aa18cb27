import type { FieldError } from '../problem.ts';
import type { NegotiationCaseFields } from './negotiation-case-schema.ts';

/** Amounts tie when they differ by no more than a cent, or one part in a million; of tiny bills, one in ten thousand. */
const mayDiffer = (expected: number): number => Math.max(1e-6 * expected, Math.min(0.01, 1e-4 * expected));

/** Rounded shares may add up to a little more than one. */
const MOST_DATA = 1.01;

type Check = (fields: NegotiationCaseFields) => FieldError[];

/** What the fields of a case say of each other: one error for each field to correct. */
export const caseErrors: Check = (fields) => CHECKS.flatMap((check) => check(fields));

const groupsTie: Check = ({ groups, monthlyBillList, inPlaceOptimisation }) => {
  const sum = groups.reduce((total, group) => total + group.monthly, 0);
  const expected = monthlyBillList * (1 - inPlaceOptimisation);
  if (Math.abs(sum - expected) <= mayDiffer(expected)) return [];
  const detail = `monthly of all groups adds up to ${rounded(sum)}, but monthlyBillList x (1 - inPlaceOptimisation) is ${rounded(expected)}`;
  return [{ field: 'groups', detail }];
};

const namesAreUnique: Check = ({ groups, packages }) => [...repeated('groups', groups), ...repeated('packages', packages)];

function repeated(list: string, items: readonly { readonly name: string }[]): FieldError[] {
  return items.flatMap(({ name }, index) => {
    const first = items.findIndex((item) => item.name === name);
    return first === index ? [] : [{ field: `${list}[${index}].name`, detail: `${name} is already the name of ${list}[${first}]` }];
  });
}

const groupsAreKnown: Check = ({ groups, commitments, asks }) => {
  const names = new Set(groups.map((group) => group.name));
  const unknown = (field: string, name: string | undefined): FieldError[] =>
    name === undefined || names.has(name) ? [] : [{ field, detail: `there is no group ${name}` }];
  return [
    ...groups.flatMap((group, index) => group.requires.flatMap((name, at) => unknown(`groups[${index}].requires[${at}]`, name))),
    ...commitments.flatMap((one, index) => unknown(`commitments[${index}].group`, one.group)),
    ...unknown('asks.transferRateCut.group', asks?.transferRateCut?.group),
  ];
};

const requiresHaveNoCycle: Check = ({ groups }) => {
  const requires = new Map(groups.map((group) => [group.name, group.requires]));
  const cycleFrom = (start: string): string[] | null => {
    const seen = new Set<string>();
    const open: string[][] = [[start]];
    for (let path = open.pop(); path !== undefined; path = open.pop()) {
      for (const next of requires.get(path.at(-1) ?? '') ?? []) {
        if (next === start) return [...path, start];
        if (!seen.has(next)) open.push([...path, next]);
        seen.add(next);
      }
    }
    return null;
  };
  return groups.flatMap((group, index) => {
    const cycle = cycleFrom(group.name);
    return cycle === null ? [] : [{ field: `groups[${index}].requires`, detail: `a cycle: ${cycle.join(' requires ')}` }];
  });
};

const dataIsNotMoreThanAll: Check = ({ groups }) => {
  const sum = groups.reduce((total, group) => total + group.dataShare, 0);
  return sum <= MOST_DATA ? [] : [{ field: 'groups', detail: `dataShare of all groups adds up to ${rounded(sum)}, more than 1` }];
};

const benchAscends: Check = ({ bench: { low, typical, high } }) => [
  ...(low <= typical ? [] : [{ field: 'bench.typical', detail: `${typical} is below bench.low ${low}` }]),
  ...(typical <= high ? [] : [{ field: 'bench.high', detail: `${high} is below bench.typical ${typical}` }]),
];

const datesFollow: Check = ({ snapshotDate, plannedSignature }) =>
  snapshotDate === null || plannedSignature === null || snapshotDate <= plannedSignature
    ? []
    : [{ field: 'plannedSignature', detail: `${plannedSignature} lies before snapshotDate ${snapshotDate}` }];

const effortHasAPrice: Check = ({ groups, ratePerPersonMonth }) =>
  ratePerPersonMonth !== undefined || groups.every((group) => group.effortPersonMonths === 0)
    ? []
    : [{ field: 'ratePerPersonMonth', detail: 'is missing, and groups take effort' }];

const packagesHoldAsks: Check = ({ packages, asks }) =>
  packages.flatMap((one, index) =>
    one.asks.flatMap((ask, at) => {
      const field = `packages[${index}].asks[${at}]`;
      if (asks?.[ask] === undefined) return [{ field, detail: `asks has no ${ask}` }];
      return one.asks.indexOf(ask) === at ? [] : [{ field, detail: `${ask} is in this package twice` }];
    }),
  );

const CHECKS: readonly Check[] = [
  groupsTie,
  namesAreUnique,
  groupsAreKnown,
  requiresHaveNoCycle,
  dataIsNotMoreThanAll,
  benchAscends,
  datesFollow,
  effortHasAPrice,
  packagesHoldAsks,
];

const rounded = (value: number): number => Math.round(value * 1e6) / 1e6;
