/*
 * What a price may be per, and how dear one unit may plausibly be. The caps are far above any known list price
 * (the dearest machine known costs 361 dollars an hour) and catch a monthly price in an hourly column, a price in cents, or a lost decimal point.
 */

/** Dollars an hour above which the price of a machine is taken for a mistake. */
export const MAX_NODE_USD_HOUR = 1000;

export const FEE_UNITS: readonly string[] = [
  'cluster-hour', 'cluster-month', 'core-pair-year', 'core-year', 'endpoint-az-hour', 'forwarding-rule-hour', 'fraction-of-instance-on-demand',
  'fraction-of-spend', 'gateway-hour', 'gb', 'gib-hour', 'ip-hour', 'lb-hour', 'lcu-hour', 'node-hour', 'rule-hour', 'server-month',
  'usd-month', 'vcpu-hour',
]; // prettier-ignore

export const MANAGED_UNITS: readonly string[] = [
  '100ru-hour', 'acu-hour', 'broker-hour', 'capacity-month', 'cu-month', 'ecpu-hour', 'fraction', 'gb', 'gb-hour', 'gb-month', 'gb-second',
  'ghz-second', 'gib', 'gib-hour', 'gib-month', 'gib-second', 'instance-hour', 'million-calls', 'million-deliveries', 'million-events',
  'million-executions', 'million-invocations', 'million-io', 'million-messages', 'million-operations', 'million-put-units-25kb',
  'million-requests', 'million-rru', 'million-ru', 'million-wru', 'namespace-month', 'node-hour', 'node-month', 'ocpu-hour', 'pu-month',
  'rcu-hour', 'read-unit-month', 'shard-hour', 'stream-hour', 'thousand-transitions', 'tib', 'tib-scanned', 'tu-month', 'unit-month',
  'vcore-hour', 'vcpu-hour', 'vcpu-month', 'vcpu-second', 'wcu-hour', 'write-unit-month',
]; // prettier-ignore

/** The end of a storage or traffic item says what one unit is. */
export const STORAGE_ITEM = /^[A-Za-z0-9][A-Za-z0-9-]*-(?:gb|gb-month|iops-month|disk-month|gb-each-way|put-1k|get-1k)$/;

const CAPS: readonly (readonly [end: RegExp, usd: number])[] = [
  [/^fraction/, 1],
  [/second$/, 1],
  [/hour$/, 1000],
  [/disk-month$/, 100_000],
  [/(?:gb|gib)-month$/, 50],
  [/iops-month$/, 10],
  [/month$/, 100_000],
  [/year$/, 1_000_000],
  [/(?:gb|gib|gb-each-way)$/, 50],
  [/^tib/, 1000],
  [/1k$/, 10],
];

/** Dollars above which a price per `unit` (or of a storage item with that end) is taken for a mistake. */
export const maxUsdOf = (unit: string): number => CAPS.find(([end]) => end.test(unit))?.[1] ?? 1000;
