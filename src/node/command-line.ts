import { CommanderError } from 'commander';
import { parseConfig } from '../config.ts';
import { createContext, ExitStatus, type CommandContext } from './context.ts';
import { reportFailure } from './output.ts';
import { createProgram } from './program.ts';

/** The command line: one process, one command, one exit status (0 done, 1 failed, 2 wrong usage, 3 done with warnings). */
export async function runCommandLine(argv: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> {
  const json = argv.includes('--json');
  let withStack = false;
  try {
    const config = parseConfig(environment);
    withStack = config.logLevel === 'debug';
    return await runCommand(argv, createContext(config));
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? ExitStatus.done : ExitStatus.usage;
    return reportFailure(error, { json, withStack });
  }
}

async function runCommand(argv: readonly string[], context: CommandContext): Promise<number> {
  try {
    const program = await createProgram(context, argv[0]);
    await program.parseAsync(['node', 'aweigh', ...argv]);
    return context.exitStatus;
  } finally {
    context.close();
  }
}
