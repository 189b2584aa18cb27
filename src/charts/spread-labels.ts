/** Where labels go that must not touch: in order, each at its wish or pushed on by the one before, none beyond the last place. */
export function spreadLabels(
  wishes: readonly number[],
  room: { readonly gap: number | ((index: number) => number); readonly first: number; readonly last: number },
): number[] {
  const { gap, first, last } = room;
  const gapBefore = (index: number): number => (typeof gap === 'number' ? gap : gap(index));
  const spots: number[] = [];
  wishes.forEach((wish, index) => {
    const before = spots[index - 1];
    spots.push(before === undefined ? Math.max(wish, first) : Math.max(wish, before + gapBefore(index)));
  });
  for (let index = spots.length - 1, limit = last; index >= 0; index--) {
    const spot = Math.min(spots[index] ?? limit, limit);
    spots[index] = spot;
    limit = spot - gapBefore(index);
  }
  return spots;
}
