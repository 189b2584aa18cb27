import type { Command } from 'commander';
import type { Config } from '../config.ts';
import { openExistingStore, openStore, type NodeStore } from './db.ts';

export const ExitStatus = { done: 0, failed: 1, usage: 2, warnings: 3 } as const;

/** Options that every command takes. */
export interface CommonOptions {
  readonly db?: string;
  readonly json?: boolean;
}

/** What the commands of one process share. */
export interface CommandContext {
  readonly config: Config;
  exitStatus: number;
  /** Opens the database of --db, creating it when missing. */
  store(options: CommonOptions): NodeStore;
  /** The same for commands that only read: a missing file is a Problem. */
  existingStore(options: CommonOptions): NodeStore;
  close(): void;
}

export type RegisterCommand = (program: Command, context: CommandContext) => void;

export function createContext(config: Config): CommandContext {
  const opened: NodeStore[] = [];
  const keep = (store: NodeStore): NodeStore => {
    opened.push(store);
    return store;
  };
  return {
    config,
    exitStatus: ExitStatus.done,
    store: (options) => keep(openStore(options.db ?? config.databasePath)),
    existingStore: (options) => keep(openExistingStore(options.db ?? config.databasePath)),
    close: () => opened.splice(0).forEach((store) => store.close()),
  };
}

/** Adds --db, --json and an example to a command. */
export function withCommonOptions(command: Command, example: string): Command {
  return command
    .option('--db <file>', 'database file (default: $AWEIGH_DB, else ./data/aweigh.db)')
    .option('--json', 'print exactly one JSON document on stdout')
    .addHelpText('after', `\nExample:\n  ${example}`);
}
