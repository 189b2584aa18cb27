import { Problem } from '../problem.ts';

/** Which part of a list: at most `limit` items after `cursor`, which is the nextCursor of the page before. */
export interface PageRequest {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

/** A page of rows that were read one further than `limit`; the next one starts after the key of its last item. */
export function pageOf<T>(rows: readonly T[], limit: number, keyOf: (row: T) => readonly (string | number)[]): Page<T> {
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return { items, nextCursor: last === undefined ? null : keyOf(last).join('!') };
}

/** The key after which a page starts, or null at the beginning. Throws Problem query_invalid for a text that is no cursor. */
export function positionOf(request: PageRequest, shape: RegExp): string[] | null {
  if (request.cursor === undefined) return null;
  if (!shape.test(request.cursor)) throw new Problem('query_invalid', { detail: 'cursor: not one that this list answered.' });
  return request.cursor.split('!');
}
