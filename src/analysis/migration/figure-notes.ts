import { assumptionText, type MigrationAssumptionId, type ResolvedAssumptions } from '../../catalog/migration-assumptions.ts';
import type { Assumption, Figure, FigureValue } from '../../finding/figure.ts';
import type { ChargeFilter } from '../../focus/filter.ts';
import type { DayRange } from '../../time.ts';

/** What a figure of an estimate says and rests on. */
export interface FigureNote {
  readonly slug: string;
  readonly label: string;
  readonly value: FigureValue;
  readonly formula: string;
  readonly substituted: string;
  /** Selects the charge rows behind the figure; null where it rests on the catalogue alone. */
  readonly filter?: ChargeFilter | null;
  readonly catalogRows?: readonly string[];
  readonly assumptions?: readonly MigrationAssumptionId[];
}

/** Collects the figures of one estimate; ids are the same for the same input. */
export interface FigureNotes {
  readonly add: (note: FigureNote) => string;
  readonly figures: readonly Figure[];
}

export function figureNotes(snapshotHash: string, assumptions: ResolvedAssumptions): FigureNotes {
  const figures: Figure[] = [];
  const taken = new Map<string, number>();
  return {
    figures,
    add({ slug, label, value, formula, substituted, filter = null, catalogRows = [], assumptions: ids = [] }) {
      const plain = slug
        .toLowerCase()
        .replaceAll(/[^a-z0-9.]+/g, '-')
        .replaceAll(/^-|-$/g, '');
      const times = (taken.get(plain) ?? 0) + 1;
      taken.set(plain, times);
      const figureId = `migration.${snapshotHash.slice(0, 12)}.${plain}${times === 1 ? '' : `-${times}`}`;
      const evidence = { formula, substituted, filter, catalogRows, assumptions: ids.map((id) => asAssumption(assumptions, id)) };
      figures.push({ figureId, label, value, evidence });
      return figureId;
    },
  };
}

/** An assumption as evidence names it; one that a user set is graded as given. */
function asAssumption(assumptions: ResolvedAssumptions, id: MigrationAssumptionId): Assumption {
  const { label, unit, value, overridden, source, grade, asOf } = assumptions.row(id);
  const text = `${assumptionText(value)} ${unit}: ${label}`;
  return overridden === null
    ? { id, value: text, grade, source, asOf }
    : { id, value: `${text}; default ${assumptionText(overridden)}`, grade: 'G', source: 'given with the question', asOf };
}

/** Above this a list of values selects too much to be read; the dimension is left out and the wider rows stand. */
const MOST_VALUES = 100;

/** One filter for the rows of several: the values of each dimension that all of them name. */
export function mergedFilter(filters: readonly ChargeFilter[], window: DayRange | null): ChargeFilter {
  const dimensions = [...new Set(filters.flatMap((filter) => Object.keys(filter.where)))].sort();
  const where: Record<string, readonly string[]> = {};
  for (const dimension of dimensions) {
    const lists = filters.map((filter) => Object.entries(filter.where).find(([key]) => key === dimension)?.[1] ?? null);
    if (lists.some((list) => list === null)) continue;
    const values = [...new Set(lists.flatMap((list) => list ?? []))].sort();
    if (values.length <= MOST_VALUES || dimension === 'serviceName') where[dimension] = values;
  }
  return { range: window, where };
}
