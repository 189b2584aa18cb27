import type { RunUnit } from '../focus/charge-chunk.ts';
import { attosOf, money, ratio } from '../money.ts';
import { Problem } from '../problem.ts';
import type { DescribedFile, FileCount, IngestWarning, Rejection, RolledUp } from '../rollup/rollup.ts';
import { respelledAccounts, type RespelledAccount } from '../store/respelled-accounts.ts';
import { endRun, publishRun, recordRun } from '../store/run-ledger.ts';
import { storeSideRows } from '../store/side-rows.ts';
import type { IngestDeps, IngestRequest, IngestWatch } from './ingest-deps.ts';
import type { DeliveryResult, RunResult } from './ingest-result.ts';
import { landRollUp } from './land-roll-up.ts';
import { reconcileRun, type ReconciledRun } from './reconcile-run.ts';
import { removeSuperseded } from './remove-superseded.ts';
import { readSideDatasets, type SideDelivery } from './side-datasets.ts';
import { invoiceWarnings } from './invoice-warnings.ts';
import { refuseMixedViews } from './refuse-mixed-views.ts';

/** The files of one run that are not known yet, with what was noticed on the way to them. */
export interface Delivery {
  readonly request: IngestRequest;
  readonly files: readonly DescribedFile[];
  readonly warnings: readonly IngestWarning[];
  /** Rows that the manifest of an export says a file has, by path. */
  readonly rows: Readonly<Record<string, number>>;
}

interface Read {
  readonly counts: readonly FileCount[];
  readonly rejections: readonly Rejection[];
  readonly side: SideDelivery;
  readonly warnings: readonly IngestWarning[];
}

/** Rolls up, lands, reconciles and publishes one delivery. Nothing is visible before the last step. */
export async function loadDelivery(deps: IngestDeps, delivery: Delivery, watch: IngestWatch): Promise<RunResult> {
  const { request } = delivery;
  const bills = delivery.files.filter((file) => file.dataset === 'CostAndUsage');
  const side = await readSideDatasets(
    deps.readTable,
    delivery.files.filter((file) => file.dataset !== 'CostAndUsage'),
  );
  const rolledUp = bills.length === 0 ? null : await deps.rollUp(bills, { ...watch, archiveFolder: deps.archiveFolder(request.runId) });
  try {
    const read: Read = {
      counts: rolledUp?.files ?? [],
      rejections: [...(rolledUp?.rejections ?? []), ...side.rejections],
      side,
      warnings: [...delivery.warnings, ...missingColumns(bills), ...noRows(rolledUp, bills), ...(rolledUp?.warnings ?? [])],
    };
    const deliveries = deliveryResults(delivery.files, read);
    requireManifestRows(delivery, read.counts);
    await recordRun(deps.store, {
      runId: request.runId,
      deliveries: deliveries.map((row) => ({
        runId: request.runId,
        ...row,
        ...bytesOf(delivery.files, row),
        receivedAt: deps.clock(),
      })),
      rejections: read.rejections.map((row) => ({ ...shown(row, delivery.files), runId: request.runId, columnName: row.column })),
      unfit: rolledUp?.unfit ?? [],
    });
    if (exceedsLimit(read, rolledUp?.units ?? [], request.maxRejected)) return await reject(deps, delivery, { read, deliveries });
    if (rolledUp !== null) await landRollUp(deps, request, { rolledUp, watch });
    await storeSideRows(deps.store, request, side);
    return await publish(deps, delivery, { read, deliveries, rolledUp, watch });
  } finally {
    await rolledUp?.close();
  }
}

/** Throws Problem file_truncated for a file with more or fewer rows than the manifest of its export says. */
function requireManifestRows({ files, rows }: Delivery, counts: readonly FileCount[]): void {
  for (const { path, rowsRead } of counts) {
    const expected = rows[path];
    if (expected === undefined || expected === rowsRead) continue;
    const name = shownPath(path, files);
    throw new Problem('file_truncated', {
      detail: `${name} has ${rowsRead} rows, its manifest says ${expected}.`,
      path: name,
    });
  }
}

interface Publication {
  readonly read: Read;
  readonly deliveries: readonly DeliveryResult[];
  readonly rolledUp: RolledUp | null;
  readonly watch: IngestWatch;
}

async function publish(deps: IngestDeps, delivery: Delivery, { read, deliveries, rolledUp, watch }: Publication): Promise<RunResult> {
  const { request } = delivery;
  const views = await refuseMixedViews(deps.store.db, request, deliveries);
  const respelled = deliveries.some((row) => row.format.startsWith('focus-')) ? [] : await respelledAccounts(deps.store.db, request.runId);
  const reconciled = await reconcileRun(deps.store.db, request, { units: rolledUp?.units ?? [], counts: read.counts });
  const unfit = (rolledUp?.unfit ?? []).map((column) => ({
    code: 'column_unfit',
    detail: `${column.serviceProviderName}: ${column.reason}.`,
    rows: column.rowCount,
  }));
  const result = resultOf(delivery, { read, deliveries, reconciled }, [
    ...read.warnings,
    ...views,
    ...respelled.map(respelledWarning),
    ...unfit,
    ...reconciled.warnings,
  ]);
  watch.onProgress({ phase: 'publish', done: 0, total: 1 });
  if (watch.signal?.aborted === true) throw new Problem('cancelled', { detail: 'The ingestion was stopped before it was published.' });
  const alsoReplaces = respelled.map((account) => account.runPeriodId);
  await publishRun(deps.store, { runId: request.runId, at: deps.clock(), result: JSON.stringify(result), alsoReplaces });
  deps.landing.settle();
  await removeSuperseded(deps.store);
  return { ...result, warnings: [...result.warnings, ...(await invoiceWarnings(deps.store.db, request.runId))] };
}

const respelledWarning = ({ before, now, billingPeriod }: RespelledAccount): IngestWarning => ({
  code: 'billing_account_changed',
  detail: `${now} bills the resources of ${before} on the same days of ${billingPeriod}: it is the same bill, and replaces that.`,
  rows: 0,
});

async function reject(
  deps: IngestDeps,
  delivery: Delivery,
  found: { readonly read: Read; readonly deliveries: readonly DeliveryResult[] },
): Promise<RunResult> {
  const reconciled: ReconciledRun = { periods: [], reconciliation: {}, warnings: [] };
  const result: RunResult = { ...resultOf(delivery, { ...found, reconciled }, found.read.warnings), status: 'rejected' };
  await endRun(deps.store.db, {
    runId: delivery.request.runId,
    status: 'rejected',
    at: deps.clock(),
    problem: 'too_many_rejections',
    result: JSON.stringify(result),
  });
  return result;
}

interface Found {
  readonly read: Read;
  readonly deliveries: readonly DeliveryResult[];
  readonly reconciled: ReconciledRun;
}

function resultOf({ request, files }: Delivery, { read, deliveries, reconciled }: Found, warnings: readonly IngestWarning[]): RunResult {
  return {
    runId: request.runId,
    source: request.source,
    status: 'published',
    deliveryStyle: request.style,
    deliveries,
    periods: reconciled.periods,
    reconciliation: reconciled.reconciliation,
    rejections: read.rejections.map((row) => {
      const { path, line, column, code, detail } = shown(row, files);
      return { path, line, column, code, detail };
    }),
    warnings,
  };
}

const shown = (row: Rejection, files: readonly DescribedFile[]): Rejection => ({
  ...row,
  path: shownPath(row.path, files),
});

const shownPath = (path: string, files: readonly DescribedFile[]): string => files.find((file) => file.path === path)?.shownAs ?? path;

function deliveryResults(files: readonly DescribedFile[], read: Read): DeliveryResult[] {
  return files.map((file) => {
    const bill = read.counts.find((count) => count.path === file.path);
    const side = read.side.counts.find((count) => count.path === file.path);
    const rowsRead = bill?.rowsRead ?? side?.rowsRead ?? 0;
    const rowsRejected = bill?.rowsRejected ?? side?.rowsRejected ?? 0;
    return {
      path: file.shownAs ?? file.path,
      sha256: file.sha256,
      format: bill?.format ?? file.format,
      dataset: file.dataset,
      rowsRead,
      rowsAccepted: rowsRead - rowsRejected,
      rowsRejected,
    };
  });
}

function bytesOf(files: readonly DescribedFile[], row: DeliveryResult): { readonly bytes: number; readonly contentSha256: string } {
  const file = files.find(({ sha256 }) => sha256 === row.sha256);
  return { bytes: file?.bytes ?? 0, contentSha256: file?.contentSha256 ?? row.sha256 };
}

const missingColumns = (files: readonly DescribedFile[]): IngestWarning[] =>
  files
    .filter((file) => file.missing.length > 0)
    .map((file) => ({
      code: 'mandatory_columns_missing',
      detail: `${file.shownAs ?? file.path} lacks ${file.missing.join(', ')}; what they would say counts as unknown.`,
      rows: 0,
    }));

const noRows = (rolledUp: RolledUp | null, bills: readonly DescribedFile[]): IngestWarning[] =>
  (rolledUp?.files ?? [])
    .filter((file) => file.rowsRead === 0)
    .map((file) => ({ code: 'file_without_rows', detail: `${shownPath(file.path, bills)} has a header and no rows.`, rows: 0 }));

/** True when a larger share of the rows, or of the billed cost of a currency, was rejected than the limit allows. */
function exceedsLimit({ counts, side }: Read, units: readonly RunUnit[], limit: number): boolean {
  const all = [...counts, ...side.counts];
  const read = all.reduce((sum, file) => sum + file.rowsRead, 0);
  const rejected = all.reduce((sum, file) => sum + file.rowsRejected, 0);
  return rejected > read * limit || rejectedCostShare(units, counts) > limit;
}

/** The largest share of a currency's billed cost that was rejected, as far as it could be read; credits count by their size. */
function rejectedCostShare(units: readonly RunUnit[], counts: readonly FileCount[]): number {
  const totals = units.flatMap((unit) => unit.totals);
  const shares = counts.flatMap((count) =>
    count.rejectedBilled.map(([currency, text]) => {
      const kept = totals.filter((total) => total.billingCurrency === currency).map((total) => magnitude(total.billedCost));
      const lost = money(magnitude(text), currency);
      const whole = money(
        kept.reduce((sum, attos) => sum + attos, lost.attos),
        currency,
      );
      return ratio(lost, whole) ?? 0;
    }),
  );
  return Math.max(0, ...shares);
}

function magnitude(text: string): bigint {
  const attos = attosOf(text) ?? 0n;
  return attos < 0n ? -attos : attos;
}
