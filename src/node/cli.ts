#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { parseConfig } from '../config.ts';
import { Problem } from '../problem.ts';
import { COMMANDS } from './commands.ts';
import { createContext, ExitStatus } from './context.ts';
import { reportFailure } from './output.ts';

/** The command line: one process, one command, one exit status (0 done, 1 failed, 2 wrong usage, 3 done with warnings). */
async function main(argv: readonly string[]): Promise<number> {
  const program = new Command('aweigh')
    .description('Multi-cloud cost and lock-in analyzer: bills in, exit options and negotiation numbers out.')
    .version('0.1.0')
    .showHelpAfterError('(see aweigh --help)')
    .exitOverride()
    .enablePositionalOptions();
  const context = createContext(parseConfig(process.env));
  for (const register of COMMANDS) register(program, context);
  program.commands.forEach((command) => command.exitOverride());
  try {
    await program.parseAsync(['node', 'aweigh', ...argv]);
    return context.exitStatus;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? ExitStatus.done : ExitStatus.usage;
    return reportFailure(error, argv.includes('--json'));
  } finally {
    context.close();
  }
}

main(process.argv.slice(2)).then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    process.exitCode = reportFailure(error instanceof Problem ? error : new Problem('internal', { detail: String(error), cause: error }), false);
  },
);
