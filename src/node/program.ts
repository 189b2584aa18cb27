import { Command } from 'commander';
import { commandsFor } from './commands.ts';
import type { CommandContext } from './context.ts';

/** The command line with the named command, or with all of them, ready to parse; docs/commands.md is generated from it. */
export async function createProgram(context: CommandContext, name?: string): Promise<Command> {
  const program = new Command('aweigh')
    .description('Multi-cloud cost and lock-in analyzer: bills in, exit options and negotiation numbers out.')
    .version('0.1.0')
    .showHelpAfterError('(see aweigh --help)')
    .exitOverride()
    .enablePositionalOptions();
  for (const register of await commandsFor(name)) register(program, context);
  program.commands.forEach((command) => command.exitOverride());
  return program;
}
