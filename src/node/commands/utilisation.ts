import type { Command } from 'commander';
import { STATISTICS, type UseStatistics, type UtilisationWindow } from '../../focus/utilisation.ts';
import { ingestUtilisation, type UtilisationDeps, type UtilisationResult } from '../../jobs/ingest-utilisation.ts';
import { readWindow } from '../../jobs/utilisation-window.ts';
import { Problem } from '../../problem.ts';
import { utilisationPage } from '../../store/utilisation.ts';
import { withCommonOptions, type CommandContext, type CommonOptions, type RegisterCommand } from '../context.ts';
import { note, printJson, printLine, printTable } from '../output.ts';
import { systemClock } from '../system.ts';
import { readUtilisationFile } from '../utilisation-file.ts';
import { registerUtilisationPrometheus } from './utilisation-prometheus.ts';

interface WindowOptions extends CommonOptions {
  readonly from?: string;
  readonly to?: string;
}

interface ListOptions extends CommonOptions {
  readonly limit: string;
  readonly cursor?: string;
}

/** `aweigh ingest utilisation FILE`: how busy resources were, as a monitoring tool exports it. */
export function registerIngestUtilisation(ingest: Command, context: CommandContext): void {
  const command = ingest
    .command('utilisation')
    .description('load how busy resources are (CSV or JSON: resource id, percentiles of CPU and memory, window); all rows or none')
    .argument('<file>', 'CSV with a header, a JSON list, or {"items": [...]}; docs/utilisation.md lists the columns')
    .option('--from <day>', 'start of the window, for rows that name none')
    .option('--to <day>', 'end of the window, exclusive');
  withCommonOptions(command, 'aweigh ingest utilisation usage.csv --from 2026-10-01 --to 2026-11-01').action(
    async (file: string, options: WindowOptions) => {
      const table = readUtilisationFile(file);
      const result = await ingestUtilisation(depsOf(context, options), table, windowOf(options));
      printResult(result, options.json === true);
    },
  );
}

/** `aweigh utilisation`: what is known of the use of resources, and where it comes from. */
export const registerUtilisation: RegisterCommand = (program, context) => {
  const command = program.command('utilisation').description('how busy resources are: list, or read from a Prometheus');
  registerUtilisationPrometheus(command, { deps: (options) => depsOf(context, options), print: printResult });
  const listing = command
    .command('list')
    .description('what is known of the use of each resource and container, with its grade')
    .option('--limit <n>', 'records a page, at most 1000', '1000')
    .option('--cursor <cursor>', 'nextCursor of the page before');
  withCommonOptions(listing, 'aweigh utilisation list').action((options: ListOptions) => list(context, options));
};

const depsOf = (context: CommandContext, options: CommonOptions): UtilisationDeps => ({
  store: context.store(options),
  clock: systemClock,
  actor: 'command line',
});

/** The window of --from and --to; null when neither is given. Throws Problem usage_invalid. */
function windowOf({ from, to }: WindowOptions): UtilisationWindow | null {
  if (from === undefined && to === undefined) return null;
  const read = readWindow({ window: null, from: from ?? null, to: to ?? null }, null);
  if ('refused' in read) throw new Problem('usage_invalid', { detail: `--${read.field} ${read.refused}.` });
  return read;
}

function printResult(result: UtilisationResult, json: boolean): void {
  if (json) return printJson(result);
  const grades = Object.entries(result.grades).flatMap(([grade, count]) => (count > 0 ? [`${count} of grade ${grade}`] : []));
  printLine(`${result.status}  ${result.records} records (${grades.join(', ')})  ${result.source}`);
  if (result.unchanged > 0 && result.stored > 0) printLine(`  ${result.unchanged} of them were known`);
  result.notes.forEach((text) => note(`note  ${text}`));
}

async function list(context: CommandContext, options: ListOptions): Promise<void> {
  const limit = Number(options.limit);
  if (!Number.isInteger(limit) || limit < 1 || limit > 1000) {
    throw new Problem('usage_invalid', { detail: `--limit ${options.limit} is not 1 to 1000.` });
  }
  const page = await utilisationPage(context.existingStore(options).db, { limit, cursor: options.cursor });
  if (options.json === true) return printJson(page);
  const rows = page.items.map((row) => [
    row.resourceId,
    row.container ?? '',
    useText(row.cpu),
    useText(row.memory),
    `${row.window.from} to ${row.window.to}`,
    row.grade,
    row.source.replace(/ sha256:.*/, ''),
  ]);
  printTable(['Resource', 'Container', 'CPU p50/p95/max', 'Memory p50/p95/max', 'Window', 'Grade', 'Source'], rows, []);
  if (page.nextCursor !== null) printLine(`more: --cursor ${page.nextCursor}`);
}

const UNIT_TEXT = { cores: ' cores', mib: ' MiB', share: ' %' } as const;

/** "0.25/0.8/1.2 cores"; "-" where a statistic is not known. The mean is in the JSON. */
function useText(use: (UseStatistics & { readonly unit: keyof typeof UNIT_TEXT }) | null): string {
  if (use === null) return 'not known';
  const values = STATISTICS.filter((name) => name !== 'mean').map((name) => {
    const value = use[name];
    return value === null ? '-' : `${Number((use.unit === 'share' ? value * 100 : value).toPrecision(4))}`;
  });
  return `${values.join('/')}${UNIT_TEXT[use.unit]}`;
}
