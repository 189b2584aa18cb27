import { z } from '@hono/zod-openapi';
import { positionOf, type Page, type PageRequest } from '../store/page.ts';

/** `limit` and `cursor` of every list. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(1000).default(100).meta({ description: 'Items a page, at most 1000.', example: 100 }),
  cursor: z.string().min(1).max(2000).optional().meta({ description: '`nextCursor` of the page before.' }),
};

/** The schema of a list of `item`. */
export const pageOf = <T extends z.ZodType>(
  item: T,
): z.ZodObject<{ items: z.ZodReadonly<z.ZodArray<T>>; nextCursor: z.ZodNullable<z.ZodString> }> =>
  z.object({ items: z.array(item).readonly(), nextCursor: z.string().nullable() });

/** A page of a list that is already whole in memory, in its order; the cursor is an offset. */
export function pageOfList<T>(all: readonly T[], request: PageRequest): Page<T> {
  const start = z.coerce.number().parse(positionOf(request, /^\d{1,9}$/)?.[0] ?? 0);
  const end = start + request.limit;
  return { items: all.slice(start, end), nextCursor: end < all.length ? `${end}` : null };
}
