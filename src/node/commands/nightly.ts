import { resolve } from 'node:path';
import type { NightReport } from '../../jobs/nightly.ts';
import { ExitStatus, withCommonOptions, type CommandContext, type CommonOptions, type RegisterCommand } from '../context.ts';
import { ingestProgress } from '../ingest-progress.ts';
import { nightHere } from '../night-here.ts';
import { note, printJson, printLine } from '../output.ts';

/** `aweigh nightly`: one night, now. */
export const registerNightly: RegisterCommand = (program, context) => {
  const command = program
    .command('nightly')
    .description('reads every source, analyses, makes the subscribed reports and tells what changed since the night before');
  withCommonOptions(command, 'aweigh nightly').action((options: CommonOptions) => runNight(context, options));
};

async function runNight(context: CommandContext, options: CommonOptions): Promise<void> {
  const store = context.store({ ...options, db: resolve(options.db ?? context.config.databasePath) });
  const stop = new AbortController();
  const onSignal = (): void => stop.abort();
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  const progress = ingestProgress();
  try {
    const work = { config: context.config, environment: process.env, signal: stop.signal, onProgress: progress.show };
    const report = await nightHere(store, work);
    progress.end();
    if (options.json === true) printJson(report);
    else printNight(report);
    for (const { step, code, detail, hint } of report.problems) note(`${step}: ${code}: ${detail}\n  ${hint}`);
    context.exitStatus = report.problems.length > 0 ? ExitStatus.warnings : ExitStatus.done;
  } finally {
    progress.end();
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  }
}

function printNight({ nightId, status, sources, reports, changes }: NightReport): void {
  printLine(`${nightId}: ${status}`);
  if (sources.length === 0) printLine('No sources yet. Add one: aweigh sources add NAME --provider ID --set key=value');
  for (const { source, units } of sources) {
    for (const { unit, status: became, problem } of units)
      printLine(`  ${source}  ${became}  ${unit}${problem === null ? '' : `  ${problem}`}`);
  }
  for (const { id, kind, fileName } of reports) printLine(`report ${kind}: ${fileName} (${id})`);
  linesOf(changes).forEach(printLine);
}

/** What changed, a line each, in words. */
function linesOf({ newServices, jumps, endingCommitments, lockedShareRose }: NightReport['changes']): string[] {
  const lines = [
    ...newServices.map(({ provider, service, amount }) => `new service: ${provider} ${service}, ${amount.amount} ${amount.currency}`),
    ...jumps.map(
      ({ provider, service, from, to }) =>
        `jump: ${provider} ${service}, ${from.amount} to ${to.amount} ${to.currency} from one week to the next`,
    ),
    ...endingCommitments.map(
      ({ provider, commitmentId, endsOn, daysLeft }) => `commitment ends: ${provider} ${commitmentId} on ${endsOn}, in ${daysLeft} days`,
    ),
    ...(lockedShareRose === null
      ? []
      : [`locked share rose: ${lockedShareRose.from.toFixed(1)} to ${lockedShareRose.to.toFixed(1)} of 100`]),
  ];
  return lines.length === 0 ? ['nothing changed that calls for attention'] : lines;
}
