import { readFileSync } from 'node:fs';
import { attosOf } from '../../src/money.ts';
import type { BillingPeriod } from '../../src/time.ts';
import { ACCOUNTS, type Account } from './company.ts';

/** Money and prices are counted in units of 1e-10, the tenth decimal: bills carry no more, so every sum is exact. */
export const unitsOf = (decimal: string): bigint => (attosOf(decimal) ?? fail(`not a decimal: ${decimal}`)) / 100_000_000n;

/** How a line's spend moves over the months, and from when to when it exists. */
export interface Trend {
  readonly shape: 'flat' | 'grow' | 'boom' | 'fall' | 'season';
  readonly from: BillingPeriod;
  /** First period without the line. */
  readonly until: BillingPeriod;
}

/** One line of lines.csv: a meter that some application uses in some account. */
export interface Line {
  readonly account: Account;
  readonly application: string;
  readonly environment: string;
  readonly service: string;
  readonly category: string;
  readonly subcategory: string;
  readonly meter: string;
  readonly usageType: string;
  readonly operation: string;
  readonly unit: string;
  readonly price: bigint;
  /** List cost in the first month; for a line under a commitment it is not used. */
  readonly monthly: bigint;
  readonly discountBp: bigint;
  readonly trend: Trend;
  readonly daily: boolean;
  readonly region: string;
  readonly resourceType: string;
  readonly resources: readonly string[];
  readonly commitment: { readonly key: string; readonly sharePercent: bigint } | null;
}

export interface Commitment {
  readonly key: string;
  readonly account: Account;
  readonly id: string;
  readonly name: string;
  readonly category: string;
  readonly type: string;
  readonly service: string;
  readonly serviceCategory: string;
  readonly serviceSubcategory: string;
  readonly region: string;
  readonly monthly: bigint;
  /** What the commitment takes off the contracted price. */
  readonly rateBp: bigint;
  readonly start: string;
  readonly end: string;
  readonly utilisationBp: bigint;
  readonly payment: string;
  readonly unit: string;
}

/** A yearly spend agreement: known from the contract file only. */
export type Agreement = Readonly<
  Record<'id' | 'contractId' | 'description' | 'type' | 'cost' | 'start' | 'end' | 'discountPercentage', string>
> & { readonly account: Account };

/** A charge that happens once: credit, refund, adjustment, purchase. */
export interface BillEvent {
  readonly period: BillingPeriod;
  readonly account: Account;
  readonly service: string;
  readonly category: string;
  readonly chargeCategory: string;
  readonly description: string;
  readonly amount: bigint;
}

/** A dated exchange rate of the sample, invented like everything else. */
export type SampleRate = Readonly<Record<'date' | 'baseCurrency' | 'quoteCurrency' | 'rate' | 'source', string>>;

export interface Plan {
  readonly lines: readonly Line[];
  readonly commitments: readonly Commitment[];
  readonly agreements: readonly Agreement[];
  readonly events: readonly BillEvent[];
}

/** One rate a month, so that amounts in euros can be shown in dollars. */
export const sampleRates = (): readonly SampleRate[] =>
  rowsOf('rates.csv').map((cell) => ({
    date: cell('date'),
    baseCurrency: cell('base'),
    quoteCurrency: cell('quote'),
    rate: cell('rate'),
    source: cell('source'),
  }));

/** Reads the four CSV files beside this one. Their fields hold no comma and no quote, which is checked. */
export const readPlan = (): Plan => ({
  lines: rowsOf('lines.csv').map(lineOf),
  commitments: rowsOf('commitments.csv').map(commitmentOf),
  agreements: rowsOf('agreements.csv').map((cell) => ({
    account: accountOf(cell('account')),
    id: cell('id'),
    contractId: cell('contractId'),
    description: cell('description'),
    type: cell('type'),
    cost: cell('cost'),
    start: cell('start'),
    end: cell('end'),
    discountPercentage: cell('discountPercentage'),
  })),
  events: rowsOf('events.csv').map((cell) => ({
    period: cell('period'),
    account: accountOf(cell('account')),
    service: cell('service'),
    category: cell('category'),
    chargeCategory: cell('chargeCategory'),
    description: cell('description'),
    amount: unitsOf(cell('amount')),
  })),
});

type Cell = (column: string) => string;

function lineOf(cell: Cell): Line {
  const [key = '', share = ''] = cell('commitment').split(':');
  return {
    account: accountOf(cell('account')),
    application: cell('application'),
    environment: cell('environment'),
    service: cell('service'),
    category: cell('category'),
    subcategory: cell('subcategory'),
    meter: cell('meter'),
    usageType: cell('usageType'),
    operation: cell('operation'),
    unit: cell('unit'),
    price: unitsOf(cell('price')),
    monthly: unitsOf(cell('monthly')),
    discountBp: BigInt(cell('discountBp')),
    trend: trendOf(cell('trend')),
    daily: cell('cadence') === 'd',
    region: cell('region') === 'global' ? '' : cell('region'),
    resourceType: cell('resourceType'),
    resources: resourcesOf(cell('resource')),
    commitment: key === '' ? null : { key, sharePercent: BigInt(share) },
  };
}

function commitmentOf(cell: Cell): Commitment {
  return {
    key: cell('key'),
    account: accountOf(cell('account')),
    id: cell('id'),
    name: cell('name'),
    category: cell('category'),
    type: cell('type'),
    service: cell('service'),
    serviceCategory: cell('serviceCategory'),
    serviceSubcategory: cell('serviceSubcategory'),
    region: cell('region'),
    monthly: unitsOf(cell('monthly')),
    rateBp: BigInt(cell('rateBp')),
    start: cell('start'),
    end: cell('end'),
    utilisationBp: BigInt(cell('utilisationBp')),
    payment: cell('payment'),
    unit: cell('unit'),
  };
}

/** `season>2026-02<2026-09`: the shape, the first period, the first period without it. */
function trendOf(text: string): Trend {
  const [, shape = '', from = '0000-00', until = '9999-12'] = /^(\w+)(?:>([\d-]+))?(?:<([\d-]+))?$/.exec(text) ?? [];
  if (shape === 'flat' || shape === 'grow' || shape === 'boom' || shape === 'fall' || shape === 'season') return { shape, from, until };
  return fail(`not a trend: ${text}`);
}

/** `ec2:instance/node*3` stands for node-1, node-2 and node-3. An empty text is one charge without a resource. */
function resourcesOf(text: string): readonly string[] {
  const [name = '', count] = text.split('*');
  return count === undefined ? [name] : Array.from({ length: Number(count) }, (_, index) => `${name}-${index + 1}`);
}

const accountOf = (key: string): Account => ACCOUNTS[key] ?? fail(`no account ${key}`);

function rowsOf(file: string): readonly Cell[] {
  const [header = '', ...rows] = readFileSync(new URL(file, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n');
  const columns = header.split(',');
  return rows.map((row) => {
    const cells = row.split(',');
    if (cells.length !== columns.length || row.includes('"')) return fail(`${file}: ${row}`);
    return (column) => cells[columns.indexOf(column)] ?? fail(`${file} has no column ${column}`);
  });
}

function fail(detail: string): never {
  throw new RangeError(detail);
}
