import type { UsageGrade, UtilisationRecord, UtilisationWindow } from '../focus/utilisation.ts';
import { appendAudit } from '../store/audit.ts';
import type { Store } from '../store/db.ts';
import { saveUtilisation } from '../store/utilisation.ts';
import type { Clock } from '../time.ts';
import { parseUtilisation, type UtilisationTable } from './parse-utilisation.ts';

export interface UtilisationDeps {
  readonly store: Store;
  readonly clock: Clock;
  /** Who the audit log names. */
  readonly actor: string;
}

export interface UtilisationResult {
  readonly status: 'stored' | 'unchanged';
  readonly source: string;
  readonly records: number;
  readonly stored: number;
  readonly unchanged: number;
  readonly grades: Readonly<Record<UsageGrade, number>>;
  /** What a reader should know: fields passed over, fields taken for percent. */
  readonly notes: readonly string[];
}

/** Loads the utilisation of a file, all of it or nothing. The same file twice changes nothing. Throws as parseUtilisation does. */
export async function ingestUtilisation(
  deps: UtilisationDeps,
  file: UtilisationTable,
  window: UtilisationWindow | null,
): Promise<UtilisationResult> {
  const { records, ignoredFields, percentFields } = parseUtilisation(file, window);
  const notes = [
    ...(ignoredFields.length === 0 ? [] : [`passed over: ${ignoredFields.join(', ')}`]),
    ...(percentFields.length === 0 ? [] : [`read as percent, because no unit is named: ${percentFields.join(', ')}`]),
  ];
  return keepUtilisation(deps, { records, source: file.source, notes });
}

/** Keeps records that were already read, and says so in the audit log when anything changed. */
export async function keepUtilisation(
  deps: UtilisationDeps,
  {
    records,
    source,
    notes,
  }: { readonly records: readonly UtilisationRecord[]; readonly source: string; readonly notes: readonly string[] },
): Promise<UtilisationResult> {
  const now = deps.clock();
  const { stored, unchanged } = await saveUtilisation(deps.store, records, now);
  if (stored > 0) {
    const detail = `${stored} of ${records.length} records`;
    await appendAudit(deps.store, { at: now, actor: deps.actor, action: 'utilisation.ingest', subject: source, detail });
  }
  const grades: Record<UsageGrade, number> = { A: 0, B: 0, C: 0, D: 0 };
  records.forEach(({ grade }) => (grades[grade] += 1));
  return { status: stored > 0 ? 'stored' : 'unchanged', source, records: records.length, stored, unchanged, grades, notes };
}
