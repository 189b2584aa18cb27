import { EU_SWITCHING_FREE_FROM } from '../../catalog/lock-in-constants.ts';
import { egressPrice } from '../../catalog/price-lookup.ts';
import { addMonths, firstDayOf } from '../../time.ts';
import type { EstimateBase } from './estimate-base.ts';
import { central } from './scenario-math.ts';

/** What taking the data out costs once, US dollars, and why it is free where it is. */
export interface ExitEgress {
  readonly usd: number;
  readonly gb: number;
  readonly waived: string | null;
  readonly keys: readonly string[];
}

/**
 * Stored gigabytes that move x the incumbent's tiered price of internet traffic; nothing where everything leaves and the
 * vendor waives it, or where the law does. Migration model 0.1, section 3.8.
 */
export function exitEgress(base: EstimateBase, destinationProvider: string, monthsToLeave: number): ExitEgress {
  const { assumptions, prices, input } = base;
  const full = assumptions.number('exit.full') === 1;
  const left = firstDayOf(addMonths(input.asOf.slice(0, 7), Math.max(0, Math.round(monthsToLeave))));
  const isLawful = assumptions.number('exit.eu') === 1 && left >= EU_SWITCHING_FREE_FROM.day;
  let [usd, gb] = [0, 0];
  const waivers: string[] = [];
  const keys: string[] = [];
  for (const { provider, regionId } of base.homes) {
    if (provider === destinationProvider) continue;
    const moved = movedGb(base, provider);
    const waiver = prices.storage.find((row) => row.provider === provider && row.item === 'exit-egress-waived-gb');
    gb += moved;
    if (isLawful) waivers.push(`${provider}: ${EU_SWITCHING_FREE_FROM.source}`);
    else if (full && waiver !== undefined) {
      waivers.push(`${provider}: ${waiver.source}`);
      keys.push(waiver.key);
    } else {
      const cost = egressPrice(prices, { provider, region: regionId, gb: moved });
      usd += cost?.usd ?? 0;
      keys.push(...(cost?.parts.map(({ row }) => row.key) ?? []));
    }
  }
  return { usd, gb, waived: waivers.length === 0 ? null : waivers.join('; '), keys };
}

/** Bytes in object stores, disks and databases, by their movable share. */
export function movedGb({ storage, data, movable }: EstimateBase, provider: string): number {
  const stored = storage
    .filter((item) => item.provider === provider)
    .reduce(
      (sum, { route, demand }) =>
        sum + demand.gb * central(route === 'object-storage' ? movable.ofRoute(route) : movable.following(provider)),
      0,
    );
  const held = data.filter((item) => item.provider === provider).reduce((sum, { demand }) => sum + demand.storageGb + demand.backupGb, 0);
  return stored + held * central(movable.ofRoute('data-service'));
}
