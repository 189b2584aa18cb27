import type { Command } from 'commander';
import { Option } from 'commander';
import { resolve } from 'node:path';
import { FORMAT_FAMILIES, type AskedFormat } from '../../focus/format-families.ts';
import type { RunResult } from '../../jobs/ingest-result.ts';
import { Problem } from '../../problem.ts';
import { ExitStatus, withCommonOptions, type CommandContext, type CommonOptions } from '../context.ts';
import { newRunId } from '../ingest.ts';
import { ingestProgress } from '../ingest-progress.ts';
import { note, printJson, printLine, printTable, reportProblem } from '../output.ts';
import { runIngest } from '../run-ingest.ts';
import { registerIngestSources } from './ingest-sources.ts';
import { registerIngestUtilisation } from './utilisation.ts';

interface FileOptions extends CommonOptions {
  readonly source: string;
  readonly format: AskedFormat;
  readonly delivery: 'replacement' | 'delta' | 'ledger';
  readonly maxRejected: string;
  readonly again?: boolean;
}

export function registerIngest(program: Command, context: CommandContext): void {
  const ingest = program.command('ingest').description('load bills: files, or configured sources by name');
  registerIngestSources(ingest, context);
  const file = ingest
    .command('file')
    .description(
      'load bill files, folders or manifests (FOCUS, or the own formats of AWS, Azure, Google Cloud, Oracle and IBM); several paths are one run',
    )
    .argument('<path...>', 'files, folders or export manifests')
    .option('--source <name>', 'name of the source; a period of a source is replaced when it is loaded again', 'files')
    .addOption(new Option('--format <format>', 'format of the files').choices(['auto', ...FORMAT_FAMILIES]).default('auto'))
    .addOption(
      new Option('--delivery <style>', 'replacement supersedes a period; delta and ledger add to it')
        .choices(['replacement', 'delta', 'ledger'])
        .default('replacement'),
    )
    .option('--again', 'load files again that a newer delivery has replaced since')
    .option('--max-rejected <share>', 'share of rows that may be rejected before nothing is published', '0.001');
  withCommonOptions(file, 'aweigh ingest file bills/2026-10.csv.gz').action((paths: string[], options: FileOptions) =>
    ingestFile(context, paths, options),
  );
  registerIngestUtilisation(ingest, context);
}

async function ingestFile(context: CommandContext, paths: readonly string[], options: FileOptions): Promise<void> {
  const maxRejected = Number(options.maxRejected);
  if (!(maxRejected >= 0 && maxRejected <= 1)) {
    throw new Problem('usage_invalid', { detail: `--max-rejected is ${options.maxRejected}; expected a share between 0 and 1.` });
  }
  const databasePath = resolve(options.db ?? context.config.databasePath);
  const stop = new AbortController();
  const onSignal = (): void => stop.abort();
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  const progress = ingestProgress();
  try {
    const request = {
      runId: newRunId(),
      paths,
      source: options.source,
      format: options.format,
      style: options.delivery,
      maxRejected,
      again: options.again,
    };
    const result = await runIngest(request, { databasePath, onProgress: progress.show, signal: stop.signal });
    progress.end();
    if (options.json === true) printJson({ runs: [result] });
    else printResult(result);
    context.exitStatus = statusOf(result);
  } finally {
    progress.end();
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  }
}

function statusOf(result: RunResult): number {
  if (result.status === 'rejected') {
    const rejected = result.deliveries.reduce((sum, row) => sum + row.rowsRejected, 0);
    const read = result.deliveries.reduce((sum, row) => sum + row.rowsRead, 0);
    reportProblem(new Problem('too_many_rejections', { detail: `${rejected} of ${read} rows cannot be counted; nothing was published.` }));
    return ExitStatus.failed;
  }
  return result.rejections.length > 0 || result.warnings.length > 0 ? ExitStatus.warnings : ExitStatus.done;
}

function printResult(result: RunResult): void {
  printLine(`${result.status}  ${result.runId}  source ${result.source}`);
  for (const row of result.deliveries) printLine(`  ${row.format}  ${row.rowsAccepted} of ${row.rowsRead} rows  ${row.path}`);
  if (result.periods.length > 0) {
    printLine('');
    printTable(
      ['Period', 'Billing account', 'Currency', 'BilledCost', 'EffectiveCost', 'Rows'],
      result.periods.map((row) => [
        row.billingPeriod,
        row.billingAccountId,
        row.currency,
        row.billedCost,
        row.effectiveCost,
        String(row.rows),
      ]),
      [3, 4, 5],
    );
  }
  for (const row of result.rejections) note(`rejected  ${row.path}${row.line === null ? '' : `:${row.line}`}  ${row.code}  ${row.detail}`);
  for (const warning of result.warnings) note(`warning  ${warning.code}  ${warning.detail}${warning.rows > 0 ? ` (${warning.rows})` : ''}`);
}
