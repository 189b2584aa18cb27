import { ExitStatus, withCommonOptions, type CommonOptions, type RegisterCommand } from '../context.ts';
import { examine, type CheckResult } from '../doctor-checks.ts';
import { printJson, printLine } from '../output.ts';
import { systemClock } from '../system.ts';

interface DoctorOptions extends CommonOptions {
  readonly migrate?: boolean;
}

/** `aweigh doctor`: one line a check, with what to do. Exit status 1 when one failed, 3 when one warns. */
export const registerDoctor: RegisterCommand = (program, context) => {
  const command = program.command('doctor').description('checks config, disk, database, runs, reconciliation, catalogue and PDF');
  command.option('--migrate', 'create the database when it is missing, and bring it to the current schema');
  withCommonOptions(command, 'aweigh doctor').action(async (options: DoctorOptions) => {
    const databasePath = options.db ?? context.config.databasePath;
    if (options.migrate === true) context.store(options);
    const deps = { config: context.config, databasePath, open: () => context.existingStore(options), now: systemClock() };
    const json = options.json === true;
    const checks = await examine(deps, (result) => {
      if (!json) printLine(lineOf(result));
    });
    const failed = checks.some((check) => check.status === 'fail');
    const warned = checks.some((check) => check.status === 'warn');
    context.exitStatus = failed ? ExitStatus.failed : warned ? ExitStatus.warnings : ExitStatus.done;
    if (json) printJson({ status: failed ? 'fail' : warned ? 'warn' : 'ok', checks });
  });
};

const lineOf = ({ status, name, detail, hint }: CheckResult): string =>
  `${status.padEnd(4)}  ${name.padEnd(14)}  ${detail}${hint === null ? '' : `  → ${hint}`}`;
