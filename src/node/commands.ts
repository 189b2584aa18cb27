import { registerCosts } from './commands/costs.ts';
import { registerIngest } from './commands/ingest.ts';
import type { RegisterCommand } from './context.ts';

/** One line a command, in the order of --help. */
export const COMMANDS: readonly RegisterCommand[] = [registerIngest, registerCosts];
