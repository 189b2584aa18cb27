import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { addDays, addMonths, type BillingPeriod } from '../../src/time.ts';
import { chargeOf, sameCosts, type SampleCharge } from './charge.ts';
import { ACCOUNTS, FIRST_PERIOD, PERIOD_COUNT, PROVIDERS, type ProviderKey } from './company.ts';
import { csvText } from './csv.ts';
import { DIALECTS, statesContractedCost, type Dialect } from './dialects.ts';
import { billingPeriodFile, contractCommitmentFile, invoiceDetailFile } from './ledgers.ts';
import { monthBill } from './month-bill.ts';
import { readPlan, unitsOf, type Plan } from './plan.ts';
import { ONE } from './spend-shape.ts';
import { totalsOf, type CurrencyTotals } from './totals.ts';
import { writeParquetFiles } from './parquet.ts';

/** One billing period of a generated bill file, and the exact sums of what was written of it. */
export interface BillFile {
  readonly path: string;
  readonly provider: ProviderKey;
  readonly billingPeriod: BillingPeriod;
  readonly version: string;
  readonly totals: Readonly<Record<string, CurrencyTotals>>;
  /** A later replacement makes these charges void. */
  readonly superseded: boolean;
}

/** Files to be loaded by one ingest call, in the order of the list. */
export interface SampleDelivery {
  readonly source: string;
  readonly style: 'replacement' | 'delta';
  readonly what: string;
  readonly paths: readonly string[];
}

export interface SampleBills {
  readonly bills: readonly BillFile[];
  readonly deliveries: readonly SampleDelivery[];
}

/** AWS restated this month: the first file charged egress of ten days one and a half times. */
const RESTATED = { provider: 'aws', period: '2026-04', service: 'AWS Data Transfer', from: '2026-04-10', to: '2026-04-20' } as const;

interface Pending {
  readonly file: BillFile;
  readonly dialect: Dialect;
  readonly charges: readonly SampleCharge[];
}

/**
 * Writes the bills of the sample company into `directory`, over files of the same names and beside all others,
 * and answers what to load, in which order, with the exact totals of every file. The same seed gives the same bytes.
 */
export async function generateSampleBills(directory: string, seed: string): Promise<SampleBills> {
  const plan = readPlan();
  const periods = Array.from({ length: PERIOD_COUNT }, (_, index) => addMonths(FIRST_PERIOD, index));
  const pending: Pending[] = [];
  const deliveries: SampleDelivery[] = [];
  for (const provider of PROVIDERS) {
    const dialect = DIALECTS[provider.key];
    const final = new Map(periods.map((period) => [period, monthBill(plan, { provider: provider.key, period, seed })]));
    const first = periods.map((period, index) => {
      const restated = provider.key === RESTATED.provider && period === RESTATED.period;
      const charges = restated ? faultyBill(plan, seed) : (final.get(period) ?? []);
      return pendingOf({
        path: join(directory, provider.key, `${fileNameOf(periods, index, dialect.periodsPerFile)}.${dialect.extension}`),
        period,
        dialect,
        charges,
        provider: provider.key,
        superseded: restated,
      });
    });
    const later = laterBills(directory, final, provider.key);
    pending.push(...first, ...later.map(({ bill }) => bill));
    const ledger = ledgerFiles(directory, plan, { periods, final, provider: provider.key });
    deliveries.push(
      {
        source: provider.key,
        style: 'replacement',
        what: `${PERIOD_COUNT} months`,
        paths: [...new Set(first.map(({ file }) => file.path))],
      },
      ...later.map(({ delivery }) => delivery),
      { source: provider.key, style: 'replacement', what: 'contracts, periods, invoices', paths: ledger },
    );
  }
  await writeBills(pending);
  return { bills: pending.map(({ file }) => file), deliveries };
}

/** `2025-10`, or `2025-10_2025-12` for a file of several periods. */
function fileNameOf(periods: readonly BillingPeriod[], index: number, perFile: number): string {
  const from = index - (index % perFile);
  const first = periods[from] ?? '';
  const last = periods[Math.min(from + perFile, periods.length) - 1] ?? '';
  return first === last ? first : `${first}_${last}`;
}

function faultyBill(plan: Plan, seed: string): SampleCharge[] {
  return monthBill(plan, {
    provider: RESTATED.provider,
    period: RESTATED.period,
    seed,
    faultBp: (line, day) => (line.service === RESTATED.service && day >= RESTATED.from && day < RESTATED.to ? 15_000n : ONE),
  });
}

interface LaterBill {
  readonly bill: Pending;
  readonly delivery: SampleDelivery;
}

/** The restatement of AWS and the correction that Google adds in a later period. */
function laterBills(directory: string, final: ReadonlyMap<BillingPeriod, readonly SampleCharge[]>, provider: ProviderKey): LaterBill[] {
  const dialect = DIALECTS[provider];
  if (provider === 'aws') {
    const path = join(directory, 'aws-restated', `${RESTATED.period}.${dialect.extension}`);
    const bill = pendingOf({
      path,
      period: RESTATED.period,
      dialect,
      charges: final.get(RESTATED.period) ?? [],
      provider,
      superseded: false,
    });
    return [{ bill, delivery: { source: 'aws', style: 'replacement', what: `${RESTATED.period} restated`, paths: [path] } }];
  }
  if (provider === 'gcp') {
    const path = join(directory, 'gcp-correction', '2026-08.parquet');
    const bill = pendingOf({ path, period: '2026-08', dialect, charges: correctionCharges(), provider, superseded: false });
    return [{ bill, delivery: { source: 'gcp', style: 'delta', what: '2026-08 correction of July', paths: [path] } }];
  }
  return [];
}

/** July's slots of BigQuery were charged to the wrong project; August's bill moves them and refunds a part. */
function correctionCharges(): SampleCharge[] {
  const rows = [
    { key: 'gcp-analytics', amount: '-2460.75', text: 'decrement' },
    { key: 'gcp-apps', amount: '2460.75', text: 'increment' },
    { key: 'gcp-analytics', amount: '-312.5', text: 'refund' },
  ];
  return rows.flatMap(({ key, amount, text }) => {
    const account = ACCOUNTS[key];
    if (account === undefined) return [];
    const from = '2026-07-14';
    return chargeOf({
      account,
      period: '2026-08',
      from,
      to: addDays(from, 1),
      costs: sameCosts(unitsOf(amount)),
      columns: {
        ServiceName: 'BigQuery',
        ServiceCategory: 'Databases',
        ServiceSubcategory: 'Data Warehouses',
        ChargeCategory: 'Usage',
        ChargeClass: 'Correction',
        ChargeFrequency: 'One-Time',
        PricingCategory: 'Standard',
        RegionId: 'europe-west1',
        ChargeDescription: `Correction of slots in ${from}: ${text}`,
      },
    });
  });
}

interface LedgerQuestion {
  readonly periods: readonly BillingPeriod[];
  readonly final: ReadonlyMap<BillingPeriod, readonly SampleCharge[]>;
  readonly provider: ProviderKey;
}

/** Writes the files beside the bills; invoice details only where the bill names invoices and a month is closed. */
function ledgerFiles(directory: string, plan: Plan, { periods, final, provider: key }: LedgerQuestion): string[] {
  const folder = join(directory, `${key}-ledger`);
  mkdirSync(folder, { recursive: true });
  return PROVIDERS.filter((each) => each.key === key).flatMap((provider) => {
    const closed = new Map([...final].slice(0, -1));
    const files = [
      { name: 'contract-commitments.csv', text: contractCommitmentFile(plan, provider) },
      { name: 'billing-periods.csv', text: billingPeriodFile(periods, provider) },
      ...(DIALECTS[key].columns.includes('InvoiceId')
        ? [{ name: 'invoice-details.csv', text: invoiceDetailFile(withCorrections(closed, key), plan, provider) }]
        : []),
    ];
    return files.map(({ name, text }) => {
      const path = join(folder, name);
      writeFileSync(path, text);
      return path;
    });
  });
}

function withCorrections(
  bills: ReadonlyMap<BillingPeriod, readonly SampleCharge[]>,
  key: ProviderKey,
): ReadonlyMap<BillingPeriod, readonly SampleCharge[]> {
  if (key !== 'gcp') return bills;
  return new Map([...bills].map(([period, charges]) => [period, period === '2026-08' ? [...charges, ...correctionCharges()] : charges]));
}

interface PendingParts {
  readonly path: string;
  readonly period: BillingPeriod;
  readonly provider: ProviderKey;
  readonly dialect: Dialect;
  readonly charges: readonly SampleCharge[];
  readonly superseded: boolean;
}

const pendingOf = ({ path, period, provider, dialect, charges, superseded }: PendingParts): Pending => ({
  dialect,
  charges,
  file: {
    path,
    provider,
    billingPeriod: period,
    version: dialect.version,
    totals: totalsOf(charges, statesContractedCost(dialect)),
    superseded,
  },
});

async function writeBills(pending: readonly Pending[]): Promise<void> {
  const parquet: { path: string; columns: readonly string[]; csv: string }[] = [];
  for (const [path, parts] of Map.groupBy(pending, ({ file }) => file.path)) {
    mkdirSync(dirname(path), { recursive: true });
    for (const { dialect } of parts.slice(0, 1)) {
      const rows = parts.flatMap(({ charges }) => charges).map((charge) => dialect.columns.map((column) => dialect.textOf(charge, column)));
      const csv = csvText(dialect.columns, rows);
      if (dialect.extension === 'parquet') parquet.push({ path, columns: dialect.columns, csv });
      else writeFileSync(path, dialect.extension === 'csv.gz' ? gzipSync(csv, { level: 6 }) : csv);
    }
  }
  await writeParquetFiles(parquet);
}
