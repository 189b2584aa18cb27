import type { RegisterCommand } from './context.ts';

type LoadCommand = () => Promise<RegisterCommand>;

/**
 * One line a command, in the order of --help. Each is loaded only when it is asked for:
 * a question about costs need not wait for the PDF engine and the API to load.
 */
const COMMANDS: Readonly<Record<string, LoadCommand>> = {
  demo: async () => (await import('./commands/demo.ts')).registerDemo,
  ingest: async () => (await import('./commands/ingest.ts')).registerIngest,
  sources: async () => (await import('./commands/sources.ts')).registerSources,
  analyze: async () => (await import('./commands/analyze.ts')).registerAnalyze,
  costs: async () => (await import('./commands/costs.ts')).registerCosts,
  'lock-in': async () => (await import('./commands/lock-in.ts')).registerLockIn,
  negotiate: async () => (await import('./commands/negotiate.ts')).registerNegotiate,
  pack: async () => (await import('./commands/pack.ts')).registerPack,
  migrate: async () => (await import('./commands/migrate.ts')).registerMigrate,
  report: async () => (await import('./commands/report.ts')).registerReport,
  backup: async () => (await import('./commands/backup.ts')).registerBackup,
  doctor: async () => (await import('./commands/doctor.ts')).registerDoctor,
  keys: async () => (await import('./commands/keys.ts')).registerKeys,
  contracts: async () => (await import('./commands/contracts.ts')).registerContracts,
  offers: async () => (await import('./commands/offers.ts')).registerOffers,
  utilisation: async () => (await import('./commands/utilisation.ts')).registerUtilisation,
  prices: async () => (await import('./commands/prices.ts')).registerPrices,
  rates: async () => (await import('./commands/rates.ts')).registerRates,
  sweep: async () => (await import('./commands/sweep.ts')).registerSweep,
  nightly: async () => (await import('./commands/nightly.ts')).registerNightly,
  serve: async () => (await import('./commands/serve.ts')).registerServe,
};

/** The command of this name; none for a bare --version; all of them for help, and to suggest what was meant. */
export function commandsFor(name: string | undefined): Promise<RegisterCommand[]> {
  if (name === '--version' || name === '-V') return Promise.resolve([]);
  const named = name === undefined ? undefined : COMMANDS[name];
  return Promise.all((named === undefined ? Object.values(COMMANDS) : [named]).map((load) => load()));
}
