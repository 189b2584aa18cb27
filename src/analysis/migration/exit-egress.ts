import { EU_SWITCHING_FREE_FROM } from '../../catalog/lock-in-constants.ts';
import { egressPrice } from '../../catalog/price-lookup.ts';
import { addMonths, firstDayOf } from '../../time.ts';
import type { DataChoice } from './data-choice.ts';
import type { DestinationCapacity } from './destination-draws.ts';
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
export function exitEgress(
  base: EstimateBase,
  { place, choices }: Pick<DestinationCapacity, 'place' | 'choices'>,
  monthsToLeave: number,
): ExitEgress {
  const { assumptions, prices, input } = base;
  const full = assumptions.number('exit.full') === 1;
  const left = firstDayOf(addMonths(input.asOf.slice(0, 7), Math.max(0, Math.round(monthsToLeave))));
  const isLawful = assumptions.number('exit.eu') === 1 && left >= EU_SWITCHING_FREE_FROM.day;
  let [usd, gb] = [0, 0];
  const waivers: string[] = [];
  const keys: string[] = [];
  for (const { provider, regionId } of base.homes) {
    if (provider === place.provider) continue;
    const moved = movedGb(base, provider, choices);
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

/** Bytes in object stores, disks and databases that move, by their movable share. */
export function movedGb({ storage, movable }: EstimateBase, provider: string, choices: readonly DataChoice[]): number {
  const stored = storage
    .filter((item) => item.provider === provider)
    .reduce(
      (sum, { route, demand }) =>
        sum + demand.gb * central(route === 'object-storage' ? movable.ofRoute(route) : movable.following(provider)),
      0,
    );
  return stored + movedDataGb(choices, provider) * central(movable.ofRoute('data-service'));
}

/** Bytes in the databases of a provider that do not stay. */
export const movedDataGb = (choices: readonly DataChoice[], provider: string): number =>
  choices
    .filter((choice) => !choice.stays && choice.item.provider === provider)
    .reduce((sum, { item: { demand } }) => sum + demand.storageGb + demand.backupGb, 0);
