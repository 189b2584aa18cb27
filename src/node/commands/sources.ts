import type { Command } from 'commander';
import { addSource, checkSource, removeSource, type SourceCheck } from '../../jobs/sources.ts';
import { Problem } from '../../problem.ts';
import { PROVIDERS } from '../../providers/registry.ts';
import { allSources, type StoredSource } from '../../store/sources.ts';
import { ExitStatus, withCommonOptions, type CommandContext, type CommonOptions, type RegisterCommand } from '../context.ts';
import { printJson, printLine, printTable } from '../output.ts';
import { nodeProviderDeps } from '../provider-deps.ts';
import { parseJsonText, readTextFile } from '../read-text.ts';
import { systemClock } from '../system.ts';
import { tmpdir } from 'node:os';

interface AddOptions extends CommonOptions {
  readonly provider: string;
  readonly set?: readonly string[];
  readonly file?: string;
}

/** `aweigh sources`: where bills come in by themselves. */
export const registerSources: RegisterCommand = (program, context) => {
  const command = program.command('sources').description('where bills come in by themselves: list, add, check, remove');
  withCommonOptions(command.command('list').description('configured sources'), 'aweigh sources list').action((options: CommonOptions) =>
    list(context, options),
  );
  registerAdd(command, context);
  withCommonOptions(
    command
      .command('check')
      .description('probes each permission and says what to grant; all sources where none is named')
      .argument('[name...]', 'names of sources'),
    'aweigh sources check payer',
  ).action((names: string[], options: CommonOptions) => check(context, names, options));
  withCommonOptions(
    command.command('remove').description('forgets how a source is read; what it published stays').argument('<name>', 'name of the source'),
    'aweigh sources remove payer',
  ).action(async (name: string, options: CommonOptions) => {
    await removeSource(sourceDeps(context, options), name);
    if (options.json === true) printJson({ name, removed: true });
    else printLine(`removed ${name}; what it published stays`);
  });
};

function registerAdd(command: Command, context: CommandContext): void {
  const add = command
    .command('add')
    .description('adds a source; docs/sources.md lists the settings of each provider')
    .argument('<name>', 'its name; a period of a source is replaced when it is read again')
    .requiredOption('--provider <id>', `one of ${PROVIDERS.map((provider) => provider.id).join(', ')}`)
    .option('--set <key=value...>', 'settings; a value that is JSON is taken as JSON')
    .option('--file <file>', 'JSON file with settings; --set wins');
  withCommonOptions(add, 'aweigh sources add bills --provider files --set path=/srv/bills').action(
    async (name: string, options: AddOptions) => {
      const one = await addSource(sourceDeps(context, options), { name, provider: options.provider, settings: settingsIn(options) });
      if (options.json === true) printJson(one);
      else printLine(`added ${one.name} (${one.provider}). Try it: aweigh sources check ${one.name}`);
    },
  );
}

const sourceDeps = (context: CommandContext, options: CommonOptions) => ({
  store: context.store(options),
  clock: systemClock,
  actor: 'command line',
  overHttp: false,
});

function settingsIn({ file, set = [] }: AddOptions): unknown {
  const base = file === undefined ? {} : parseJsonText(file, readTextFile(file));
  if (typeof base !== 'object' || base === null || Array.isArray(base)) return base;
  return { ...base, ...Object.fromEntries(set.map(pairOf)) };
}

function pairOf(text: string): [string, unknown] {
  const at = text.indexOf('=');
  if (at < 1) throw new Problem('usage_invalid', { detail: `--set ${text} is not of the form key=value.` });
  const value = text.slice(at + 1);
  // Account ids look like numbers and are none, so only what begins like a list, an object or a truth value is JSON.
  return [text.slice(0, at), /^([[{"]|true$|false$|null$)/.test(value) ? parseJsonText(`--set ${text}`, value) : value];
}

async function list(context: CommandContext, options: CommonOptions): Promise<void> {
  const found = await allSources(context.existingStore(options).db);
  if (options.json === true) return printJson({ items: found, nextCursor: null });
  if (found.length === 0) return printLine('No sources yet. Add one: aweigh sources add NAME --provider ID --set key=value');
  const rows = found.map((one: StoredSource) => [one.name, one.provider, one.readAt ?? 'never', JSON.stringify(one.settings)]);
  printTable(['name', 'provider', 'last read', 'settings'], rows, []);
}

async function check(context: CommandContext, names: readonly string[], options: CommonOptions): Promise<void> {
  const store = context.existingStore(options);
  const wanted = names.length > 0 ? names : (await allSources(store.db)).map((one) => one.name);
  const provider = nodeProviderDeps(tmpdir(), { environment: process.env });
  const checks: SourceCheck[] = [];
  for (const name of wanted) checks.push(await checkSource({ store, provider }, name));
  if (options.json === true) printJson({ checks });
  else checks.forEach(printCheck);
  const missing = checks.flatMap((one) => one.permissions).some((permission) => !permission.granted);
  if (missing) context.exitStatus = checks.every((one) => one.ready) ? ExitStatus.warnings : ExitStatus.failed;
}

function printCheck({ source, provider, ready, permissions }: SourceCheck): void {
  printLine(`${source} (${provider}): ${ready ? 'ready' : 'not ready'}`);
  for (const one of permissions) {
    printLine(`  ${one.granted ? 'granted' : one.required ? 'MISSING' : 'missing'}  ${one.permission}  ${one.purpose}. ${one.detail}`);
    if (!one.granted) printLine(`           ${one.grant}`);
  }
}
