import type { ChargeFilter } from '../focus/filter.ts';
import type { MoneyJson } from '../money.ts';

/** What an analysis or a query says, so that a reader can follow it back to the rows. */
export type FigureValue =
  | { readonly kind: 'money'; readonly money: MoneyJson }
  | { readonly kind: 'score'; readonly value: number }
  | { readonly kind: 'percent'; readonly value: number }
  | { readonly kind: 'number'; readonly value: number; readonly unit: string }
  | { readonly kind: 'unknown'; readonly reason: string };

/** Why a figure has its value. */
export interface Evidence {
  /** The formula in words and symbols, as spec and docs name it. */
  readonly formula: string;
  /** The same formula with the numbers of this figure in it. */
  readonly substituted: string;
  /** Selects the charge rows behind the figure; null when it rests on catalogue rows alone. */
  readonly filter: ChargeFilter | null;
  /** Keys of catalogue rows used, such as "services/aws/AWS Lambda". */
  readonly catalogRows: readonly string[];
  /** Assumptions used, with value and grade. */
  readonly assumptions: readonly Assumption[];
}

/** How good the word is on which a fact or assumption rests: from a primary source to an assumption of the model. */
export type AssumptionGrade = 'S' | 'M' | 'W' | 'D' | 'G' | 'J' | 'A';

export interface Assumption {
  readonly id: string;
  readonly value: string;
  readonly grade: AssumptionGrade;
  readonly source: string;
  readonly asOf: string;
}

export interface Figure {
  readonly figureId: string;
  readonly label: string;
  readonly value: FigureValue;
  readonly evidence: Evidence;
}
