import { registerAnalyze } from './commands/analyze.ts';
import { registerCosts } from './commands/costs.ts';
import { registerDemo } from './commands/demo.ts';
import { registerIngest } from './commands/ingest.ts';
import { registerLockIn } from './commands/lock-in.ts';
import { registerBackup } from './commands/backup.ts';
import { registerDoctor } from './commands/doctor.ts';
import { registerKeys } from './commands/keys.ts';
import { registerRates } from './commands/rates.ts';
import { registerReport } from './commands/report.ts';
import { registerSweep } from './commands/sweep.ts';
import { registerServe } from './commands/serve.ts';
import type { RegisterCommand } from './context.ts';

/** One line a command, in the order of --help. */
export const COMMANDS: readonly RegisterCommand[] = [
  registerDemo,
  registerIngest,
  registerAnalyze,
  registerCosts,
  registerLockIn,
  registerReport,
  registerBackup,
  registerDoctor,
  registerKeys,
  registerRates,
  registerSweep,
  registerServe,
];
