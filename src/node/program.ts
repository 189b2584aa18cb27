import { Command } from 'commander';
import { COMMANDS } from './commands.ts';
import type { CommandContext } from './context.ts';

/** The whole command line, ready to parse; docs/commands.md is generated from it. */
export function createProgram(context: CommandContext): Command {
  const program = new Command('aweigh')
    .description('Multi-cloud cost and lock-in analyzer: bills in, exit options and negotiation numbers out.')
    .version('0.1.0')
    .showHelpAfterError('(see aweigh --help)')
    .exitOverride()
    .enablePositionalOptions();
  for (const register of COMMANDS) register(program, context);
  program.commands.forEach((command) => command.exitOverride());
  return program;
}
