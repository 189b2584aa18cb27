import type { ChargeFile } from '../../billfile/charge-file.ts';
import { COST_METRICS, focusName } from '../../focus/columns.ts';
import { dateCell, quantityCell, type CellSql, type DateOrder, type Reading } from './cell-sql.ts';
import { moneyOf } from './formula-money.ts';
import { textSql, valueOf } from './formula-text.ts';
import type { FileSource } from './source-sql.ts';

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
  /** True for a row that needs a currency and has none; null where the file has no such column. */
  readonly currencyMissing: string | null;
}

export function cellsOf({ file, source, reading, dateOrder }: FoldPlan): RowCells {
  const cell = (focus: string, make: (value: string, type: string) => CellSql): CellSql | null => {
    const value = valueOf(file, source, focus);
    return value === null ? null : make(value.sql, value.type);
  };
  const date = { reading, order: dateOrder, optional: file.rules === 'native' };
  const costs = COST_METRICS.map((metric) => {
    const formula = file.columns[focusName(metric)];
    return formula === undefined ? null : moneyOf(formula, source, reading);
  });
  const currency = textSql(file, source, 'BillingCurrency');
  return {
    costs,
    chargeDate: cell('ChargePeriodStart', (value, type) => dateCell(value, type, date)),
    periodDate: cell('BillingPeriodStart', (value, type) => dateCell(value, type, date)),
    consumed: cell('ConsumedQuantity', quantityCell),
    pricing: cell('PricingQuantity', quantityCell),
    currencyMissing: currency === null ? null : currencyMissing(currency, file.rules === 'native' ? costs : []),
  };
}

/** A row without a currency is bad; in a native export only where it states a cost other than zero. */
function currencyMissing(currency: string, costs: readonly (CellSql | null)[]): string {
  const stated = costs.flatMap((cost) => (cost === null ? [] : [`coalesce((${cost.value}) <> 0, false)`]));
  return `(trim(${currency}) = ''${stated.length === 0 ? '' : ` AND (${stated.join(' OR ')})`})`;
}

const anyOf = (conditions: readonly string[]): string => (conditions.length === 0 ? 'false' : conditions.join(' OR '));

/** True for a row that cannot be counted: an unreadable cost or date, or no currency where the column exists. */
export const badRowSql = (cells: RowCells): string =>
  anyOf([
    ...cells.costs.flatMap((cost) => (cost === null ? [] : [cost.bad])),
    ...(cells.chargeDate === null ? [] : [cells.chargeDate.bad]),
    ...(cells.periodDate === null ? [] : [cells.periodDate.bad]),
    ...(cells.currencyMissing === null ? [] : [cells.currencyMissing]),
  ]);

/** True for a row of which the fast reading may lose digits. */
export const lossyRowSql = (cells: RowCells): string =>
  anyOf(cells.costs.flatMap((cost) => (cost === null || cost.lossy === 'false' ? [] : [cost.lossy])));

/** True for a row with a quantity that is no number. */
export const badQuantitySql = (cells: RowCells): string =>
  anyOf([cells.consumed, cells.pricing].flatMap((cell) => (cell === null ? [] : [cell.bad])));

/** True for a row whose costs carry currency signs or thousands separators. */
export const spelledCostSql = (cells: RowCells): string => anyOf(cells.costs.flatMap((cost) => cost?.spelled ?? []));
