import type { Assumption, Evidence, Figure, FigureValue } from '../../finding/figure.ts';
import type { LockInConstantId } from '../../catalog/lock-in-constants.ts';
import { lockInConstantRow } from '../../catalog/lock-in-constants.ts';

/** Collects the figures of one finding; ids are the same for the same data, catalogue and date. */
export interface FigureList {
  /** Adds a figure and answers its id, `lock-in.<snapshot>.<slug>`. */
  add(figure: { readonly slug: string; readonly label: string; readonly value: FigureValue; readonly evidence: Evidence }): string;
  readonly figures: readonly Figure[];
}

export function figureList(snapshotHash: string): FigureList {
  const figures: Figure[] = [];
  const taken = new Map<string, number>();
  return {
    figures,
    add({ slug, label, value, evidence }) {
      const plain = slug
        .toLowerCase()
        .replaceAll(/[^a-z0-9.]+/g, '-')
        .replaceAll(/^-|-$/g, '');
      const times = (taken.get(plain) ?? 0) + 1;
      taken.set(plain, times);
      const figureId = `lock-in.${snapshotHash.slice(0, 12)}.${plain}${times === 1 ? '' : `-${times}`}`;
      figures.push({ figureId, label, value, evidence });
      return figureId;
    },
  };
}

/** A constant of the model as the assumption that evidence names. */
export function assumptionOf(id: LockInConstantId): Assumption {
  const { value, meaning, source, reviewedOn, grade } = lockInConstantRow(id);
  return { id, value: `${value}: ${meaning}`, grade, source, asOf: reviewedOn };
}
