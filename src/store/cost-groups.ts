import type { CostGroup, CostQuestion } from '../focus/cost-question.ts';
import type { CostDimension } from '../focus/filter.ts';
import { attosOf, type Money } from '../money.ts';
import { Problem } from '../problem.ts';
import { dayText, monthText, UNDATED_DAY } from '../time.ts';
import { isTag, tagKey, UNDATED_MONTH } from './charge-filter.ts';
import { states } from './cost-coverage.ts';
import type { SumRow } from './cost-sums.ts';
import type { Db } from './db.ts';
import { attosOfSum } from './exact-sum.ts';
import { tagValues } from './tags.ts';
import { termTexts } from './terms.ts';

/** The groups of an answer from the rows of the grouped statement. Throws Problem units_mixed. */
export async function groupsOf(db: Db, question: CostQuestion, rows: readonly SumRow[]): Promise<CostGroup[]> {
  const names = await groupNames(db, question, rows);
  const measures = await termTexts(
    db,
    rows.map((row) => row.measureId),
  );
  const groups = new Map<string, CostGroup>();
  for (const row of rows) {
    const part = partOf(question, row);
    if (part === null) continue;
    const key = Object.fromEntries(question.groupBy.map((dimension, index) => [dimension, names[index]?.(row) ?? '']));
    const currency = measures.get(row.measureId) ?? '';
    const id = JSON.stringify([currency, ...question.groupBy.map((dimension) => key[dimension])]);
    const before = groups.get(id);
    groups.set(id, {
      key,
      amount: { attos: (before?.amount.attos ?? 0n) + part.attos, currency },
      rowCount: (before?.rowCount ?? 0) + row.rowCount,
      knownRowCount: (before?.knownRowCount ?? 0) + part.knownRowCount,
    });
  }
  if (question.metric === 'consumedQuantity') requireOneUnit(question, [...groups.values()]);
  return [...groups.values()].sort(byAmount(question.groupBy));
}

/** What a row adds to its group; null for rows that state no quantity. */
function partOf(question: CostQuestion, row: SumRow): { attos: bigint; knownRowCount: number } | null {
  if (question.metric !== 'consumedQuantity') {
    return { attos: attosOfSum(row), knownRowCount: states(row.knownCosts, question.metric) ? row.rowCount : 0 };
  }
  return row.quantity === null ? null : { attos: attosOf(String(row.quantity)) ?? 0n, knownRowCount: row.quantityRows };
}

/** For each grouped dimension, how the value of a row reads. */
function groupNames(db: Db, question: CostQuestion, rows: readonly SumRow[]): Promise<((row: SumRow) => string)[]> {
  return Promise.all(
    question.groupBy.map(async (dimension, index) => {
      const cell = (row: SumRow): number => row[`g${index}`] ?? 0;
      if (dimension === 'billingPeriod') return (row: SumRow) => row[`t${index}`] ?? '';
      if (dimension === 'day') return (row: SumRow) => (cell(row) === UNDATED_DAY ? '' : dayText(cell(row)));
      if (dimension === 'month') return (row: SumRow) => (cell(row) === UNDATED_MONTH ? '' : monthText(cell(row)));
      const texts = isTag(dimension) ? await tagValues(db, tagKey(dimension)) : await termTexts(db, rows.map(cell));
      return (row: SumRow) => texts.get(cell(row)) ?? '';
    }),
  );
}

function requireOneUnit(question: CostQuestion, groups: readonly CostGroup[]): void {
  const units = new Map<string, string[]>();
  for (const group of groups) {
    const id = JSON.stringify(question.groupBy.map((dimension) => group.key[dimension]));
    units.set(id, [...(units.get(id) ?? []), group.amount.currency]);
  }
  const mixed = [...units.values()].find((list) => list.length > 1);
  if (mixed === undefined) return;
  throw new Problem('units_mixed', { detail: `ConsumedQuantity has the units ${mixed.sort().join(', ')}.` });
}

/** Currencies in order, in each the largest amount first, equal amounts by key: one order for one answer. */
export const byAmount =
  (groupBy: readonly CostDimension[]) =>
  (a: CostGroup, b: CostGroup): number => {
    if (a.amount.currency !== b.amount.currency) return a.amount.currency < b.amount.currency ? -1 : 1;
    if (a.amount.attos !== b.amount.attos) return a.amount.attos > b.amount.attos ? -1 : 1;
    const differing = groupBy.find((dimension) => a.key[dimension] !== b.key[dimension]);
    return differing === undefined ? 0 : (a.key[differing] ?? '') < (b.key[differing] ?? '') ? -1 : 1;
  };

/** One total a currency, in the order of their names. */
export function totalsOf(groups: readonly CostGroup[]): Money[] {
  const totals = new Map<string, bigint>();
  groups.forEach(({ amount }) => totals.set(amount.currency, (totals.get(amount.currency) ?? 0n) + amount.attos));
  return [...totals].map(([currency, attos]) => ({ currency, attos })).sort((a, b) => (a.currency < b.currency ? -1 : 1));
}
