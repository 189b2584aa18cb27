import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Option, type Command } from 'commander';
import { createKey } from '../../http/create-key.ts';
import { Problem } from '../../problem.ts';
import { listKeys, revokeKey, SCOPES, type Scope } from '../../store/keys.ts';
import { isDay } from '../../time.ts';
import { withCommonOptions, type CommandContext, type CommonOptions, type RegisterCommand } from '../context.ts';
import { note, printJson, printLine, printTable } from '../output.ts';
import { systemClock } from '../system.ts';

/** Who the audit log names for what is done at this machine. */
const ACTOR = 'command line';

interface CreateOptions extends CommonOptions {
  readonly scope: readonly Scope[];
  readonly expires?: string;
}

/** `aweigh keys`: keys of the API, made and revoked by whoever can write the database file. */
export const registerKeys: RegisterCommand = (program, context) => {
  const keys = program.command('keys').description('API keys: create, list, revoke');
  registerCreate(keys, context);
  withCommonOptions(keys.command('list').description('all keys, without their secrets'), 'aweigh keys list').action(
    async (options: CommonOptions) => printKeys(await listKeys(context.existingStore(options).db), options.json === true),
  );
  withCommonOptions(
    keys.command('revoke').description('ends a key at once').argument('<id>', 'id from aweigh keys list'),
    'aweigh keys revoke 0b6c7c2e-6f0e-4a35-9a0e-6a2b8f0f3f10',
  ).action(async (id: string, options: CommonOptions) => {
    await revokeKey(context.existingStore(options), { id, now: systemClock(), actor: ACTOR });
    if (options.json === true) printJson({ id, revoked: true });
    else printLine(`revoked ${id}`);
  });
};

function registerCreate(keys: Command, context: CommandContext): void {
  const create = keys
    .command('create')
    .description('makes a key and prints its secret, once')
    .argument('<name>', 'what the key is for')
    .addOption(new Option('--scope <scope...>', 'what it may do; repeat or list several').choices(SCOPES).default(['read']))
    .option('--expires <day>', 'last valid instant is the start of this day (default: never)');
  withCommonOptions(create, 'aweigh keys create "nightly upload" --scope ingest read --expires 2027-12-31').action(
    async (name: string, options: CreateOptions) => {
      const now = systemClock();
      const store = context.store(options);
      const made = await createKey(
        {
          store,
          randomId: randomUUID,
          randomSecret: () => randomBytes(32).toString('base64url'),
          sha256: (input) => createHash('sha256').update(input).digest('hex'),
        },
        { name: nameOf(name), scopes: [...new Set(options.scope)], expiresAt: expiryOf(options.expires, now), actor: ACTOR, now },
      );
      if (options.json === true) return printJson(made);
      printLine(made.key);
      note(
        `key ${made.id} (${made.scopes.join(', ')}${made.expiresAt === null ? '' : `, until ${made.expiresAt}`}). The secret is not shown again.`,
      );
    },
  );
}

function nameOf(name: string): string {
  const trimmed = name.trim();
  if (trimmed === '' || trimmed.length > 100) throw new Problem('usage_invalid', { detail: 'The name of a key has 1 to 100 letters.' });
  return trimmed;
}

function expiryOf(day: string | undefined, now: string): string | null {
  if (day === undefined) return null;
  if (!isDay(day)) throw new Problem('usage_invalid', { detail: `--expires ${day} is not a day such as 2027-12-31.` });
  const expiresAt = `${day}T00:00:00.000Z`;
  if (expiresAt <= now) throw new Problem('usage_invalid', { detail: `--expires ${day} lies in the past.` });
  return expiresAt;
}

function printKeys(keys: Awaited<ReturnType<typeof listKeys>>, json: boolean): void {
  if (json) return printJson({ items: keys, nextCursor: null });
  const rows = keys.map((key) => [
    key.id,
    key.name,
    key.prefix,
    key.scopes.join(' '),
    key.revokedAt === null ? (key.expiresAt ?? 'never') : `revoked ${key.revokedAt}`,
    key.lastUsedAt ?? 'never',
  ]);
  printTable(['id', 'name', 'begins', 'scopes', 'expires', 'last used'], rows, []);
}
