import type { ChargeFile } from '../../billfile/charge-file.ts';
import { COST_METRICS, focusName } from '../../focus/columns.ts';
import { dateCell, moneyCell, quantityCell, type CellSql, type DateOrder, type Reading } from './cell-sql.ts';
import { textSql, typeOf, valueSql, type FileSource } from './source-sql.ts';

/** How one file is to be read. */
export interface FoldPlan {
  readonly file: ChargeFile;
  readonly source: FileSource;
  readonly reading: Reading;
  readonly dateOrder: DateOrder;
}

/** The typed cells of a row; absent columns are null. */
interface RowCells {
  readonly costs: readonly (CellSql | null)[];
  readonly chargeDate: CellSql | null;
  readonly periodDate: CellSql | null;
  readonly consumed: CellSql | null;
  readonly pricing: CellSql | null;
  readonly currency: string | null;
}

export function cellsOf({ file, source, reading, dateOrder }: FoldPlan): RowCells {
  const cell = (focus: string, make: (value: string, type: string) => CellSql): CellSql | null => {
    const value = valueSql(file, source, focus);
    return value === null ? null : make(value, typeOf(file, source, focus));
  };
  return {
    costs: COST_METRICS.map((metric) => cell(focusName(metric), (value, type) => moneyCell(value, type, reading))),
    chargeDate: cell('ChargePeriodStart', (value, type) => dateCell(value, type, { reading, order: dateOrder })),
    periodDate: cell('BillingPeriodStart', (value, type) => dateCell(value, type, { reading, order: dateOrder })),
    consumed: cell('ConsumedQuantity', quantityCell),
    pricing: cell('PricingQuantity', quantityCell),
    currency: trimmed(textSql(file, source, 'BillingCurrency')),
  };
}

const trimmed = (text: string | null): string | null => (text === null ? null : `trim(${text})`);

const anyOf = (conditions: readonly string[]): string => (conditions.length === 0 ? 'false' : conditions.join(' OR '));

/** True for a row that cannot be counted: an unreadable cost or date, or no currency where the column exists. */
export const badRowSql = (cells: RowCells): string =>
  anyOf([
    ...cells.costs.flatMap((cost) => (cost === null ? [] : [cost.bad])),
    ...(cells.chargeDate === null ? [] : [cells.chargeDate.bad]),
    ...(cells.periodDate === null ? [] : [cells.periodDate.bad]),
    ...(cells.currency === null ? [] : [`(${cells.currency} = '')`]),
  ]);

/** True for a row of which the fast reading may lose digits. */
export const lossyRowSql = (cells: RowCells): string =>
  anyOf(cells.costs.flatMap((cost) => (cost === null || cost.lossy === 'false' ? [] : [cost.lossy])));

/** True for a row with a quantity that is no number. */
export const badQuantitySql = (cells: RowCells): string =>
  anyOf([cells.consumed, cells.pricing].flatMap((cell) => (cell === null ? [] : [cell.bad])));

/** True for a row whose costs carry currency signs or thousands separators. */
export const spelledCostSql = (cells: RowCells): string => anyOf(cells.costs.flatMap((cost) => cost?.spelled ?? []));
