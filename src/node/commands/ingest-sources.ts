import { resolve } from 'node:path';
import type { Command } from 'commander';
import { planSource, readSource, type SourceOutcome, type SourcePlan, type UnitOutcome } from '../../jobs/read-source.ts';
import { sourceWithName } from '../../jobs/sources.ts';
import { Problem } from '../../problem.ts';
import type { PeriodRange } from '../../providers/provider.ts';
import { addDays, addMonths, billingPeriodOf, dayOf, isDay } from '../../time.ts';
import { ExitStatus, withCommonOptions, type CommandContext, type CommonOptions } from '../context.ts';
import { ingestProgress } from '../ingest-progress.ts';
import { note, printJson, printLine, printTable } from '../output.ts';
import { whileReading } from '../read-sources.ts';
import { systemClock } from '../system.ts';

interface SourceOptions extends CommonOptions {
  readonly from?: string;
  readonly to?: string;
  readonly all?: boolean;
  readonly dryRun?: boolean;
}

/** Months that --all reaches back; what a provider has not kept that long, it does not deliver. */
const ALL_MONTHS = 60;

/** `aweigh ingest SOURCE...`: reads configured sources, each unit on its own. */
export function registerIngestSources(ingest: Command, context: CommandContext): void {
  ingest
    .enablePositionalOptions()
    .argument('[source...]', 'configured sources to read')
    .option('--from <day>', 'reads the billing periods from this day on (default: the open ones)')
    .option('--to <day>', 'reads the billing periods before this day')
    .option('--all', `reads everything of the last ${ALL_MONTHS} months, closed periods included`)
    .option('--dry-run', 'prints requests and their cost, and asks for nothing');
  withCommonOptions(ingest, 'aweigh ingest payer --dry-run').action((names: string[], options: SourceOptions) =>
    ingestSources(context, names, options),
  );
}

async function ingestSources(context: CommandContext, names: readonly string[], options: SourceOptions): Promise<void> {
  if (names.length === 0) throw new Problem('usage_invalid', { detail: 'Name the sources to read, or: aweigh ingest file PATH.' });
  const store = context.existingStore({ ...options, db: resolve(options.db ?? context.config.databasePath) });
  const range = rangeOf(options);
  const sources = await Promise.all([...new Set(names)].map((name) => sourceWithName(store, name)));
  const stop = new AbortController();
  const onSignal = (): void => stop.abort();
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  const progress = ingestProgress();
  const reading = { config: context.config, environment: process.env, signal: stop.signal, onProgress: progress.show };
  try {
    await whileReading(store, reading, async (deps) => {
      if (options.dryRun === true) {
        const plans: SourcePlan[] = [];
        for (const source of sources) plans.push(await planSource(deps, source, range));
        return options.json === true ? printJson({ plans }) : printPlans(plans);
      }
      const outcomes: SourceOutcome[] = [];
      for (const source of sources) outcomes.push(await readSource(deps, source, range));
      progress.end();
      printOutcomes(outcomes, options.json === true);
      context.exitStatus = statusOf(outcomes);
    });
  } finally {
    progress.end();
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  }
}

/** Failed where nothing could be read; warnings where something could not, or was read with remarks. */
function statusOf(outcomes: readonly SourceOutcome[]): number {
  const units = outcomes.flatMap((one) => one.units);
  const failed = units.filter((unit) => unit.problem !== null).length;
  if (failed > 0) return failed === units.length ? ExitStatus.failed : ExitStatus.warnings;
  const remarked = units.some((unit) => (unit.result?.rejections.length ?? 0) + (unit.result?.warnings.length ?? 0) > 0);
  return remarked ? ExitStatus.warnings : ExitStatus.done;
}

/** Periods of --from, --to and --all; null for the open ones of each source. Throws Problem usage_invalid. */
function rangeOf({ from, to, all }: SourceOptions): PeriodRange | null {
  for (const [name, day] of [
    ['--from', from],
    ['--to', to],
  ] as const) {
    if (day !== undefined && !isDay(day)) throw new Problem('usage_invalid', { detail: `${name} ${day} is not a day such as 2026-10-01.` });
  }
  if (from === undefined && to === undefined && all !== true) return null;
  const last = billingPeriodOf(to === undefined ? dayOf(systemClock()) : addDays(to, -1));
  const first = from === undefined ? addMonths(last, all === true ? 1 - ALL_MONTHS : 0) : billingPeriodOf(from);
  if (first > last) throw new Problem('usage_invalid', { detail: `--from ${from ?? first} does not lie before --to ${to ?? 'now'}.` });
  return { first, last };
}

function printOutcomes(outcomes: readonly SourceOutcome[], json: boolean): void {
  for (const unit of outcomes.flatMap((one) => one.units)) tellUnit(unit);
  if (json) return printJson({ runs: outcomes.flatMap((one) => one.units.map((unit) => runOf(one.source, unit))) });
  const rows = outcomes.flatMap(({ source, units }) =>
    units.map((unit) => [source, unit.unit, unit.status, unit.problem?.code ?? '', unit.runId]),
  );
  printTable(['source', 'unit', 'status', 'problem', 'run'], rows, []);
}

/** A run as `ingest file --json` answers it, with what was read and why it failed. */
const runOf = (source: string, { unit, billingPeriod, runId, status, problem, result }: UnitOutcome): object => ({
  runId,
  source,
  ...result,
  status,
  unit,
  billingPeriod,
  problem,
});

function tellUnit({ unit, problem, result }: UnitOutcome): void {
  if (problem !== null) note(`${unit}: ${problem.code}: ${problem.detail}\n  ${problem.hint}`);
  for (const warning of result?.warnings ?? []) note(`${unit}: warning  ${warning.code}  ${warning.detail}`);
}

function printPlans(plans: readonly SourcePlan[]): void {
  for (const { source, provider, periods, requests } of plans) {
    printLine(`${source} (${provider}), ${periods.first} to ${periods.last}: ${requests.length === 0 ? 'no requests that cost' : ''}`);
    for (const { request, count, atLeast, costEach } of requests) {
      const cost = costEach === null ? 'free' : `${costEach.amount} ${costEach.currency} each`;
      printLine(`  ${request}: ${atLeast ? 'at least ' : ''}${count}, ${cost}`);
    }
  }
}
