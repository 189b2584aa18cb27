import type { DescribedFile, IngestWarning } from '../rollup/rollup.ts';
import { deliveredHashes, endRun, openRun, publishedRunWithDigest } from '../store/run-ledger.ts';
import type { IngestDeps, IngestRequest, IngestWatch } from './ingest-deps.ts';
import type { RunResult } from './ingest-result.ts';
import { loadDelivery } from './load-delivery.ts';

/**
 * Loads bill files as one delivery: all or nothing, exact, and without effect when the same files
 * are already published. Throws Problems; a run that read anything leaves its trace in the ledger.
 */
export async function ingestFiles(deps: IngestDeps, request: IngestRequest, watch: IngestWatch): Promise<RunResult> {
  const found = await deps.findFiles(request.paths);
  const files: DescribedFile[] = [];
  for (const [index, path] of found.paths.entries()) {
    watch.onProgress({ phase: 'inspect', done: index, total: found.paths.length });
    files.push(shownAs(await deps.describe(path, request.format ?? 'auto'), request));
  }
  const news = await withoutDelivered(deps, request, files);
  const digest = deps.sha256(JSON.stringify([request.style, news.files.map((file) => file.contentSha256).sort()]));
  const { runId, source, style } = request;
  await openRun(deps.store.db, { runId, source, style, digest, startedAt: deps.clock() });
  const earlier = news.files.length === 0 ? null : await publishedRunWithDigest(deps.store.db, source, digest);
  const isNews = earlier === null || (earlier.superseded && request.again === true);
  if (news.files.length === 0 || !isNews) return unchanged(deps, request, { files, earlier });
  try {
    return await loadDelivery(
      deps,
      { request, files: news.files, warnings: [...found.warnings, ...news.warnings], rows: found.rows },
      watch,
    );
  } catch (error) {
    const problem = deps.problemOf(error);
    await endRun(deps.store.db, {
      runId,
      status: problem.code === 'cancelled' ? 'cancelled' : 'failed',
      at: deps.clock(),
      problem: problem.code,
      result: JSON.stringify({ detail: problem.message }),
    });
    throw problem;
  }
}

const shownAs = (file: DescribedFile, request: IngestRequest): DescribedFile => {
  const shown = request.shownAs?.[file.path];
  return shown === undefined ? file : { ...file, shownAs: shown };
};

const REPLACED_SINCE: IngestWarning = {
  code: 'delivery_replaced_since',
  detail: 'These files were loaded before, and a newer delivery has replaced them. To go back to them, load them with --again.',
  rows: 0,
};

/** Deltas and ledger entries add up, so a file that was added once is never added again. */
async function withoutDelivered(
  deps: IngestDeps,
  request: IngestRequest,
  files: readonly DescribedFile[],
): Promise<{ files: readonly DescribedFile[]; warnings: readonly IngestWarning[] }> {
  const distinct = files.filter((file, index) => files.findIndex((other) => other.contentSha256 === file.contentSha256) === index);
  const copies = files.length - distinct.length;
  const warnings =
    copies > 0
      ? [
          {
            code: 'file_repeated',
            detail: 'A file is named twice, or two files are copies of each other, compressed or not; each is counted once.',
            rows: copies,
          },
        ]
      : [];
  if (request.style === 'replacement' || request.again === true) return { files: distinct, warnings };
  const delivered = await deliveredHashes(deps.store.db, request.source, ['delta', 'ledger']);
  const fresh = distinct.filter((file) => !delivered.has(file.contentSha256));
  const known = distinct.length - fresh.length;
  return {
    files: fresh,
    warnings:
      known > 0 && fresh.length > 0
        ? [...warnings, { code: 'delivery_known', detail: 'Files that an earlier run already added.', rows: known }]
        : warnings,
  };
}

async function unchanged(
  deps: IngestDeps,
  request: IngestRequest,
  known: { readonly files: readonly DescribedFile[]; readonly earlier: { readonly result: string; readonly superseded: boolean } | null },
): Promise<RunResult> {
  const earlier = known.earlier === null ? null : (JSON.parse(known.earlier.result) as RunResult);
  const result: RunResult = {
    runId: request.runId,
    source: request.source,
    status: 'unchanged',
    deliveryStyle: request.style,
    deliveries:
      earlier?.deliveries ??
      known.files.map((file) => ({
        path: file.shownAs ?? file.path,
        sha256: file.sha256,
        format: file.format,
        dataset: file.dataset,
        rowsRead: 0,
        rowsAccepted: 0,
        rowsRejected: 0,
      })),
    periods: earlier?.periods ?? [],
    reconciliation: earlier?.reconciliation ?? {},
    rejections: earlier?.rejections ?? [],
    warnings: known.earlier?.superseded === true ? [REPLACED_SINCE] : [],
  };
  await endRun(deps.store.db, {
    runId: request.runId,
    status: 'unchanged',
    at: deps.clock(),
    problem: null,
    result: JSON.stringify(result),
  });
  return result;
}
