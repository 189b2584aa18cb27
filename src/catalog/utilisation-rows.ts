import { unpackUtilisation } from './price-pack.ts';
import type { UtilisationRow } from './price-row.ts';
import utilisation from './rows/utilisation.json' with { type: 'json' };

let known: readonly UtilisationRow[] | null = null;

/** Published utilisation of machines, clusters and functions. */
export function utilisationRows(): readonly UtilisationRow[] {
  known ??= unpackUtilisation(utilisation);
  return known;
}
