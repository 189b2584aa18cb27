import type { Evidence, Figure, FigureValue } from '../finding/figure.ts';
import type { FigureBook } from './figure-book.ts';
import type { FigureRef } from './model.ts';

export interface OwnFigure {
  readonly id: string;
  readonly label: string;
  readonly value: FigureValue;
  readonly formula: string;
  readonly catalogRows?: readonly string[];
}

/** The finding's own figure by id, printed as `value` is; one made here where the finding has none. */
export type FigureOf = (id: string | undefined, own: OwnFigure, style?: 'plain' | 'signed') => FigureRef;

/** Looks figures of a finding up for a report. `kind` names the finding in the ids and words of figures made here. */
export function findingFigures(figures: readonly Figure[], book: FigureBook, kind: string): FigureOf {
  const known = new Map(figures.map((figure) => [figure.figureId, figure]));
  return (id, { id: ownId, label, value, formula, catalogRows = [] }, style) => {
    const found = id === undefined ? undefined : known.get(id);
    if (found !== undefined) return book.add({ ...found, value }, style);
    const evidence: Evidence = { formula, substituted: `stated by the ${kind} finding`, filter: null, catalogRows, assumptions: [] };
    return book.add({ figureId: `${kind}-report.${ownId}`, label, value, evidence }, style);
  };
}
