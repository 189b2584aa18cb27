import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { parseConfig } from '../../src/config.ts';
import type { AskedFormat } from '../../src/focus/format-families.ts';
import type { CostMetric } from '../../src/focus/columns.ts';
import type { RunResult } from '../../src/jobs/ingest-result.ts';
import { exactText } from '../../src/money.ts';
import { openStore, type NodeStore } from '../../src/node/db.ts';
import { ingestHere, newRunId } from '../../src/node/ingest.ts';
import type { DeliveryStyle } from '../../src/store/landing.ts';
import { costs } from '../../src/store/costs.ts';

export const HEADER = [
  'BilledCost',
  'EffectiveCost',
  'ListCost',
  'ContractedCost',
  'BillingCurrency',
  'BillingAccountId',
  'BillingAccountName',
  'BillingPeriodStart',
  'BillingPeriodEnd',
  'ChargePeriodStart',
  'ChargePeriodEnd',
  'ChargeCategory',
  'ChargeClass',
  'ChargeDescription',
  'InvoiceIssuerName',
  'ProviderName',
  'PublisherName',
  'PricingQuantity',
  'PricingUnit',
  'ServiceCategory',
  'ServiceName',
  'ResourceId',
  'Tags',
] as const;

type Row = Partial<Record<(typeof HEADER)[number], string>>;

const DEFAULTS: Row = {
  BilledCost: '1.5',
  EffectiveCost: '1.25',
  ListCost: '2',
  ContractedCost: '1.5',
  BillingCurrency: 'USD',
  BillingAccountId: '0123',
  BillingPeriodStart: '2026-05-01T00:00:00Z',
  BillingPeriodEnd: '2026-06-01T00:00:00Z',
  ChargePeriodStart: '2026-05-10T00:00:00Z',
  ChargePeriodEnd: '2026-05-10T01:00:00Z',
  ChargeCategory: 'Usage',
  ProviderName: 'AWS',
  ServiceCategory: 'Compute',
  ServiceName: 'AWS Lambda',
};

/** A CSV table of any header; absent cells are empty. */
export const table = (header: readonly string[], rows: readonly Readonly<Record<string, string>>[]): string =>
  [header, ...rows.map((row) => header.map((name) => row[name] ?? ''))].map((cells) => cells.map(cell).join(',')).join('\n') + '\n';

const cell = (text: string): string => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** A FOCUS 1.0 bill as text; every row starts from a plain usage row. */
export function bill(rows: readonly Row[], header: readonly string[] = HEADER): string {
  const lines = rows.map((row) => header.map((name) => cell({ ...DEFAULTS, ...row }[name as keyof Row] ?? '')).join(','));
  return [header.join(','), ...lines, ''].join('\n');
}

export interface Workshop {
  readonly store: NodeStore;
  readonly folder: string;
  put(name: string, content: string | Uint8Array): string;
  ingest(
    paths: readonly string[],
    options?: { source?: string; style?: DeliveryStyle; maxRejected?: number; again?: boolean; format?: AskedFormat },
  ): Promise<RunResult>;
  total(metric?: CostMetric): Promise<string>;
}

/** A database of its own and a folder for bills, removed when the test ends. */
export function workshop(): Workshop {
  const folder = mkdtempSync(join(tmpdir(), 'aweigh-test-'));
  const store = openStore(join(folder, 'aweigh.db'));
  onTestFinished(() => {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const config = parseConfig({ AWEIGH_TEMP_DIR: join(folder, 'temp'), AWEIGH_MEMORY_LIMIT: '400MB' });
  return {
    store,
    folder,
    put: (name, content) => {
      const path = join(folder, name);
      writeFileSync(path, content);
      return path;
    },
    ingest: (paths, { source = 'files', style = 'replacement', maxRejected = 0.001, again = false, format = 'auto' } = {}) =>
      ingestHere(
        { store, config },
        { runId: newRunId(), paths, source, style, maxRejected, again, format },
        { onProgress: () => undefined },
      ),
    total: async (metric = 'billedCost') => {
      const answer = await costs(store.db, { range: null, groupBy: [], metric, where: {} });
      return answer.totals.map((sum) => `${exactText(sum.attos)} ${sum.currency}`).join(', ');
    },
  };
}
