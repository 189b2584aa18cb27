import { Problem } from '../problem.ts';
import type { Store } from '../store/db.ts';
import { findingOf, saveFinding } from '../store/findings.ts';
import type { Clock } from '../time.ts';

export interface FindingDeps {
  readonly store: Store;
  readonly clock: Clock;
  /** SHA-256 of a UTF-8 text as lower-case hex. */
  readonly sha256: (text: string) => Promise<string> | string;
}

interface FindingRequest<Finding> {
  /** Under which findings of this analysis are kept, and with which their figure ids begin. */
  readonly kind: string;
  readonly modelVersion: string;
  readonly catalogVersion: string;
  /** Everything the analysis reads; the same input, model and catalogue give the same finding. */
  readonly input: unknown;
  /** Tells a kept body of this kind and model version from anything else. */
  readonly isFinding: (value: unknown) => value is Finding;
  readonly compute: (snapshotHash: string) => Finding;
}

/** The finding on this input: the stored one where model, catalogue and input are the same, otherwise computed and stored. */
export async function keptFinding<Finding>(deps: FindingDeps, request: FindingRequest<Finding>): Promise<Finding> {
  const { kind, modelVersion, catalogVersion, input } = request;
  const snapshotHash = await deps.sha256(canonicalText([modelVersion, catalogVersion, input]));
  const stored = await findingOf(deps.store.db, kind, snapshotHash);
  if (stored !== null) return findingIn(stored.body, request);
  const finding = request.compute(snapshotHash);
  await saveFinding(deps.store, {
    kind,
    snapshotHash,
    createdAt: deps.clock(),
    modelVersion,
    catalogVersion,
    body: JSON.stringify(finding),
  });
  return finding;
}

/** One text for one content: bigint as decimal text, keys in the order of the types. */
export const canonicalText = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? part.toString() : part));

/** In the order of their texts, so that neither the database's order nor its ids reach the snapshot. */
export function sorted<T>(rows: readonly T[]): T[] {
  const keyed = rows.map((row) => ({ row, key: canonicalText(row) }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ row }) => row);
}

function findingIn<Finding>(body: string, { kind, isFinding }: FindingRequest<Finding>): Finding {
  const parsed: unknown = JSON.parse(body);
  if (!isFinding(parsed)) throw new Problem('internal', { detail: `The stored ${kind} finding has another form.` });
  return parsed;
}
