import type { PortfolioItem, ThreePoint } from './portfolio.ts';

const NOTHING: ThreePoint = { low: 0, mid: 0, high: 0 };

/** Gives what follows (disks, snapshots, files) the mean share of the compute and data items of its account, else of its provider, by spend. */
export function followingShares(items: readonly PortfolioItem[]): PortfolioItem[] {
  const byAccount = new Map<string, PortfolioItem[]>();
  const byProvider = new Map<string, PortfolioItem[]>();
  for (const item of items) {
    if (item.route === 'follows' || item.route === 'object-storage') continue;
    pushTo(byAccount, accountKey(item), item);
    pushTo(byProvider, item.provider, item);
  }
  const shares = new Map<string, ThreePoint>();
  const shareOf = (item: PortfolioItem): ThreePoint => {
    const key = accountKey(item);
    const held = shares.get(key);
    if (held !== undefined) return held;
    const share = meanShare(byAccount.get(key) ?? []) ?? meanShare(byProvider.get(item.provider) ?? []) ?? NOTHING;
    shares.set(key, share);
    return share;
  };
  return items.map((item) => (item.route === 'follows' ? { ...item, movable: shareOf(item) } : item));
}

const accountKey = ({ provider, subAccountId }: PortfolioItem): string => JSON.stringify([provider, subAccountId]);

function pushTo(groups: Map<string, PortfolioItem[]>, key: string, item: PortfolioItem): void {
  const held = groups.get(key);
  if (held === undefined) groups.set(key, [item]);
  else held.push(item);
}

function meanShare(items: readonly PortfolioItem[]): ThreePoint | null {
  const spend = items.reduce((sum, item) => sum + item.monthlyEffective, 0);
  if (spend <= 0) return null;
  const mean = (point: keyof ThreePoint): number =>
    items.reduce((sum, item) => sum + item.movable[point] * item.monthlyEffective, 0) / spend;
  return { low: mean('low'), mid: mean('mid'), high: mean('high') };
}
