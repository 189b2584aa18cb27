import { z } from 'zod';
import { approximateDecimal, attosOf, exactText } from '../money.ts';
import { isDay } from '../time.ts';
import { catalogTargets } from './catalog-rows.ts';
import { feePrice, managedPrice, nodePrice, storagePrice } from './price-make.ts';
import type { PriceOrigin } from './price-row.ts';
import { FEE_UNITS, MANAGED_UNITS, MAX_NODE_USD_HOUR, maxUsdOf, STORAGE_ITEM } from './price-units.ts';

const KEPT = { error: 'text without control characters' };
const words = (longest: number): z.ZodString =>
  z
    .string()
    .trim()
    .min(1, 'a value')
    .max(longest, `at most ${longest} characters`)
    // oxlint-disable-next-line no-control-regex -- control characters are what is refused
    .regex(/^[^\u0000-\u001f\u007f]*$/, KEPT);
const note = z.string().trim().max(1000, 'at most 1000 characters').default('');
const provider = z
  .string()
  .trim()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'a provider in lower case such as aws or hetzner');

/** Exact decimal text between two bounds; `above` shuts the lower one out. */
const decimal = (bounds: { readonly from?: number; readonly above?: number; readonly to: number }): z.ZodType<string, string> =>
  z
    .string()
    .trim()
    .refine((text) => attosOf(text) !== null, { message: 'a decimal number such as 0.0416', abort: true })
    .refine(
      (text) => {
        const value = approximateDecimal(text);
        return value <= bounds.to && value >= (bounds.from ?? 0) && (bounds.above === undefined || value > bounds.above);
      },
      `a number ${bounds.above === undefined ? `from ${bounds.from ?? 0}` : `above ${bounds.above}`} to ${bounds.to}`,
    )
    .transform((text) => exactText(attosOf(text) ?? 0n));

const quantity = (bounds: Parameters<typeof decimal>[0]): z.ZodType<number, string> => decimal(bounds).transform(approximateDecimal);
const whole = (to: number): z.ZodType<number, string> => quantity({ to }).refine((value) => value % 1 === 0, 'a whole number');

/** An empty or absent cell is `empty`, anything else is read by `schema`. */
const optional = <T, E>(schema: z.ZodType<T, string>, empty: E): z.ZodType<T | E, string | undefined> =>
  z
    .string()
    .trim()
    .default('')
    .transform((text, context): T | E => {
      if (text === '') return empty;
      const parsed = schema.safeParse(text);
      if (parsed.success) return parsed.data;
      context.addIssue({ code: 'custom', message: parsed.error.issues[0]?.message ?? 'a value' });
      return z.NEVER;
    });

const dated = {
  as_of: z.string().trim().refine(isDay, 'the day the price was current, such as 2026-01-31'),
  source: words(500),
};
/** A price that a user brings is graded as given. */
const GIVEN = 'G';
const originOf = (row: { readonly as_of: string; readonly source: string }): Pick<PriceOrigin, 'asOf' | 'source' | 'grade'> => ({
  asOf: row.as_of,
  source: row.source,
  grade: GIVEN,
});
const nodeUsd = decimal({ above: 0, to: MAX_NODE_USD_HOUR });

/** A line of a file of node prices, as the price it is. */
export const nodeLine = z
  .strictObject({
    provider,
    region: words(100),
    instance_type: words(100).regex(/^\S+$/, 'a name without blanks'),
    vcpu: quantity({ above: 0, to: 4096 }),
    memory_gib: quantity({ above: 0, to: 65_536 }),
    arch: z
      .string()
      .trim()
      .pipe(z.enum(['amd64', 'arm64'], 'amd64 or arm64')),
    gpu_count: optional(whole(64), 0),
    gpu_model: z.string().trim().max(60, 'at most 60 characters').regex(/^\S*$/, 'a name without blanks').default(''),
    local_ssd_gib: optional(quantity({ to: 1_000_000 }), null),
    max_pods: optional(whole(2000), null),
    on_demand_usd_hour: nodeUsd,
    commit_1y_usd_hour: optional(nodeUsd, null),
    commit_3y_usd_hour: optional(nodeUsd, null),
    spot_usd_hour: optional(nodeUsd, null),
    ...dated,
  })
  .superRefine((row, context) => {
    for (const column of ['commit_1y_usd_hour', 'commit_3y_usd_hour', 'spot_usd_hour'] as const) {
      const text = row[column];
      const most = attosOf(row.on_demand_usd_hour) ?? 0n;
      const found = text === null ? null : attosOf(text);
      const kept = found === null || (column === 'spot_usd_hour' ? found < most : found <= most);
      if (!kept) context.addIssue({ code: 'custom', path: [column], message: `not more than on demand, ${row.on_demand_usd_hour}` });
    }
  })
  .transform((row) =>
    nodePrice({
      provider: row.provider,
      region: row.region,
      instanceType: row.instance_type,
      vcpu: row.vcpu,
      memoryGiB: row.memory_gib,
      arch: row.arch,
      gpuCount: row.gpu_count,
      gpuModel: row.gpu_model === '' ? null : row.gpu_model,
      localSsdGiB: row.local_ssd_gib,
      maxPods: row.max_pods,
      onDemand: row.on_demand_usd_hour,
      commit1y: row.commit_1y_usd_hour,
      commit3y: row.commit_3y_usd_hour,
      spot: row.spot_usd_hour,
      spotGrade: GIVEN,
      ...originOf(row),
    }),
  );

const capped = (unit: string, usd: string, context: z.core.$RefinementCtx): void => {
  const most = maxUsdOf(unit);
  if (approximateDecimal(usd) > most) context.addIssue({ code: 'custom', path: ['usd'], message: `at most ${most} per ${unit}` });
};
const unitOf = (units: readonly string[]): z.ZodString => words(60).refine((unit) => units.includes(unit), `a unit of ${units.join(', ')}`);
const usd = decimal({ to: 1_000_000 });

/** A line of a file of Kubernetes fees. */
export const feeLine = z
  .strictObject({
    target_id: words(60).refine((id) => catalogTargets().some((target) => target.id === id), 'the id of a destination'),
    provider,
    item: words(100).regex(/^\S+$/, 'a name without blanks'),
    unit: unitOf(FEE_UNITS),
    usd,
    notes: note,
    ...dated,
  })
  .superRefine((row, context) => capped(row.unit, row.usd, context))
  .transform(({ provider, target_id: targetId, item, unit, usd: price, notes, ...row }) =>
    feePrice({ provider, region: 'all', targetId, item, unit, price, notes, ...originOf(row) }),
  );

/** A line of a file of storage and traffic prices. */
export const storageLine = z
  .strictObject({
    provider,
    region_group: words(100),
    item: words(100).regex(STORAGE_ITEM, 'an item whose end is its unit, such as block-ssd-gb-month'),
    tier_from_gb: optional(quantity({ to: 1e12 }), 0),
    tier_to_gb: optional(quantity({ above: 0, to: 1e12 }), null),
    usd,
    ...dated,
  })
  .superRefine((row, context) => {
    capped(row.item, row.usd, context);
    if (row.tier_to_gb !== null && row.tier_to_gb <= row.tier_from_gb)
      context.addIssue({ code: 'custom', path: ['tier_to_gb'], message: `more than tier_from_gb, ${row.tier_from_gb}` });
  })
  .transform(({ provider, region_group: region, item, tier_from_gb: tierFromGb, tier_to_gb: tierToGb, usd: price, ...row }) =>
    storagePrice({ provider, region, item, tierFromGb, tierToGb, price, ...originOf(row) }),
  );

/** A line of a file of managed service prices. */
export const managedLine = z
  .strictObject({
    provider,
    service: words(100),
    item: words(100),
    region: words(100),
    unit: unitOf(MANAGED_UNITS),
    usd,
    free_per_month: optional(quantity({ to: 1e12 }), null),
    k8s_replacement: note,
    notes: note,
    ...dated,
  })
  .superRefine((row, context) => capped(row.unit, row.usd, context))
  .transform(({ provider, region, service, item, unit, usd: price, notes, ...row }) =>
    managedPrice({
      provider,
      region,
      service,
      item,
      unit,
      price,
      notes,
      freePerMonth: row.free_per_month,
      replacement: row.k8s_replacement,
      ...originOf(row),
    }),
  );
