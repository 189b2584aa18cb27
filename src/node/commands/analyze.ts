import { lockInFor } from '../../jobs/lock-in-for.ts';
import { withCommonOptions, type CommonOptions, type RegisterCommand } from '../context.ts';
import { printJson, printLine } from '../output.ts';
import { analyzeDeps, asOfDay } from '../analyze-deps.ts';

interface AnalyzeOptions extends CommonOptions {
  readonly asOf?: string;
}

/** `aweigh analyze`: runs the analyses and stores their findings. */
export const registerAnalyze: RegisterCommand = (program, context) => {
  const command = program
    .command('analyze')
    .description('analyse the published charges and store the findings')
    .option('--as-of <day>', 'the day of the analysis (default: the latest published charge day)');
  withCommonOptions(command, 'aweigh analyze --as-of 2026-06-30').action(async (options: AnalyzeOptions) => {
    const finding = await lockInFor(analyzeDeps(context.existingStore(options)), { asOf: asOfDay(options.asOf) });
    const { snapshotHash, modelVersion, catalogue, asOf, window } = finding;
    const answer = {
      kind: 'lock-in',
      snapshotHash,
      modelVersion,
      catalogVersion: catalogue.version,
      asOf,
      window,
      gaps: finding.gaps.length,
    };
    if (options.json === true) printJson({ findings: [answer] });
    else
      printLine(
        `lock-in: stored finding ${snapshotHash.slice(0, 12)} as of ${asOf}, model ${modelVersion}, catalogue ${catalogue.version}`,
      );
  });
};
