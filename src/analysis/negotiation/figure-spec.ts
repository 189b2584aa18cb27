import { negotiationConstantRow, type NegotiationConstantId } from '../../catalog/negotiation-constants.ts';
import type { Assumption, Figure, FigureValue } from '../../finding/figure.ts';
import { estimated, moneyJson, type MoneyJson } from '../../money.ts';
import type { ChargeFilter } from '../../focus/filter.ts';

/** One figure before it has an id. */
export interface FigureSpec {
  /** The name of the number in the finding, nested names joined by a dot. */
  readonly name: string;
  readonly label: string;
  readonly value: FigureValue;
  readonly formula: string;
  readonly substituted: string;
  readonly constants?: readonly NegotiationConstantId[];
  readonly assumptions?: readonly Assumption[];
}

/** Money of a case as it leaves the model. */
export const amountOf = (value: number, currency: string): MoneyJson => moneyJson(estimated(value, currency));

export const moneyValue = (value: number, currency: string): FigureValue => ({ kind: 'money', money: amountOf(value, currency) });

/** A fraction as a percentage, to ten places so that floats do not print their noise. */
export const percentValue = (fraction: number): FigureValue => ({ kind: 'percent', value: rounded(100 * fraction, 10) });

export const rounded = (value: number, places: number): number => Math.round(value * 10 ** places) / 10 ** places;

/** A number as evidence shows it: large ones to cents, fractions to six places. */
export const shown = (value: number): string => String(rounded(value, Math.abs(value) >= 1000 ? 2 : 6));

/** A constant of the model as the assumption that evidence names. */
export function assumptionOf(id: NegotiationConstantId): Assumption {
  const { value, meaning, source, reviewedOn, grade } = negotiationConstantRow(id);
  return { id, value: `${value}: ${meaning}`, grade, source, asOf: reviewedOn };
}

interface Rests {
  readonly snapshotHash: string;
  /** The charge rows that the case was derived from; null for a case that was written by hand. */
  readonly filter: ChargeFilter | null;
  readonly catalogRows: readonly string[];
}

/** The figures with their ids, `negotiation.<snapshot>.<name>`, and the ids by name. */
export function figuresOf(
  specs: readonly FigureSpec[],
  { snapshotHash, filter, catalogRows }: Rests,
): { readonly figures: readonly Figure[]; readonly figureIds: Readonly<Record<string, string>> } {
  const figures = specs.map(({ name, label, value, formula, substituted, constants = [], assumptions = [] }): Figure => {
    const slug = name.toLowerCase().replaceAll(/[^a-z0-9.]+/g, '-');
    return {
      figureId: `negotiation.${snapshotHash.slice(0, 12)}.${slug}`,
      label,
      value,
      evidence: { formula, substituted, filter, catalogRows, assumptions: [...constants.map(assumptionOf), ...assumptions] },
    };
  });
  return { figures, figureIds: Object.fromEntries(specs.map(({ name }, index) => [name, figures[index]?.figureId ?? ''])) };
}
