import { assumptionText, type ResolvedAssumptions } from '../../catalog/migration-assumptions.ts';
import type { MigrationAssumption } from '../../finding/migration-finding.ts';
import type { ExchangeRate } from '../../focus/spend-line.ts';

/** Every assumption with its default, and the exchange rates that were used. */
export function shownAssumptions(assumptions: ResolvedAssumptions, rates: readonly ExchangeRate[]): MigrationAssumption[] {
  const rows = assumptions.rows.map(({ id, label, unit, value, overridden, source, grade, asOf }): MigrationAssumption => ({
    id,
    label,
    unit,
    value: assumptionText(value),
    grade: overridden === null ? grade : 'G',
    source: overridden === null ? source : 'given with the question',
    asOf,
    overrides: overridden === null ? null : assumptionText(overridden),
  }));
  const converted = rates.map(({ baseCurrency, quoteCurrency, rate, source, date }): MigrationAssumption => ({
    id: `rate.${baseCurrency}.${quoteCurrency}`,
    label: `Exchange rate of ${baseCurrency}`,
    unit: `${quoteCurrency} for one ${baseCurrency}`,
    value: rate,
    grade: 'S',
    source,
    asOf: date,
    overrides: null,
  }));
  return [...rows, ...converted];
}
