import { lockInFor } from '../../jobs/lock-in-for.ts';
import { DEFAULT_MIGRATION_QUESTION, migrationFor } from '../../jobs/migration-for.ts';
import { negotiationFor } from '../../jobs/negotiation-for.ts';
import { vendorsOnBills } from '../../jobs/vendor-spend.ts';
import type { Day } from '../../time.ts';
import { withCommonOptions, type CommonOptions, type RegisterCommand } from '../context.ts';
import { printJson, printLine } from '../output.ts';
import { analyzeDeps, asOfDay } from '../analyze-deps.ts';
import type { NodeStore } from '../db.ts';

interface AnalyzeOptions extends CommonOptions {
  readonly asOf?: string;
}

/** A finding as it is told: what it is about, and by which hash it is known. */
interface MadeFinding {
  readonly kind: 'lock-in' | 'migration' | 'negotiation';
  /** For findings on one vendor. */
  readonly vendor?: string;
  readonly snapshotHash: string;
  readonly modelVersion: string;
  readonly asOf: string;
  readonly gaps: number;
}

/** `aweigh analyze`: runs the analyses and stores their findings. */
export const registerAnalyze: RegisterCommand = (program, context) => {
  const command = program
    .command('analyze')
    .description('analyse the published charges: lock-in, migration, and the renewal with each vendor; stores the findings')
    .option('--as-of <day>', 'the day of the analysis (default: the latest published charge day)');
  withCommonOptions(command, 'aweigh analyze --as-of 2026-06-30').action(async (options: AnalyzeOptions) => {
    const findings = await findingsOf(context.existingStore(options), asOfDay(options.asOf));
    if (options.json === true) printJson({ findings });
    else findings.forEach((made) => printLine(lineOf(made)));
  });
};

async function findingsOf(store: NodeStore, asOf: Day | null): Promise<MadeFinding[]> {
  const deps = analyzeDeps(store);
  const lockIn = await lockInFor(deps, { asOf });
  const migration = await migrationFor(deps, { ...DEFAULT_MIGRATION_QUESTION, asOf });
  const made: MadeFinding[] = [
    { kind: 'lock-in', ...toldOf(lockIn), asOf: lockIn.asOf },
    { kind: 'migration', ...toldOf(migration), asOf: migration.asOf },
  ];
  const billed = new Set(migration.today.providers.map(({ provider }) => provider));
  for (const { provider, name } of await vendorsOnBills(store.db)) {
    if (!billed.has(provider)) continue;
    const negotiation = await negotiationFor(deps, { vendor: name, asOf, overrides: {} });
    made.push({ kind: 'negotiation', vendor: name, ...toldOf(negotiation), asOf: migration.asOf });
  }
  return made;
}

const toldOf = (finding: {
  readonly snapshotHash: string;
  readonly modelVersion: string;
  readonly gaps: readonly unknown[];
}): Pick<MadeFinding, 'snapshotHash' | 'modelVersion' | 'gaps'> => ({
  snapshotHash: finding.snapshotHash,
  modelVersion: finding.modelVersion,
  gaps: finding.gaps.length,
});

const lineOf = ({ kind, vendor, snapshotHash, modelVersion, asOf, gaps }: MadeFinding): string =>
  `${kind}${vendor === undefined ? '' : ` with ${vendor}`}: stored finding ${snapshotHash.slice(0, 12)} as of ${asOf}, model ${modelVersion}, ${gaps} gaps`;
