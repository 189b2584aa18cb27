import type { DestinationEstimate, MigrationFinding } from '../../finding/migration-finding.ts';
import { catalogProviderOf } from '../../catalog/provider-names.ts';
import type { CatalogProvider } from '../../catalog/service-row.ts';
import { DEFAULT_MIGRATION_QUESTION, migrationFor } from '../../jobs/migration-for.ts';
import type { AssumptionOverrides } from '../../analysis/migration/migration-assumptions.ts';
import { assumptionsFromCsv, assumptionsFromJson } from '../../jobs/parse-assumptions.ts';
import { attosOf, decimalText, type MoneyJson } from '../../money.ts';
import { analyzeDeps, asOfDay } from '../analyze-deps.ts';
import { withCommonOptions, type CommonOptions, type RegisterCommand } from '../context.ts';
import { Problem } from '../../problem.ts';
import { parseCsvText, parseJsonText, readTextFile } from '../read-text.ts';
import { printJson, printLine, printTable } from '../output.ts';

interface MigrateOptions extends CommonOptions {
  readonly to?: string[];
  readonly provider?: string[];
  readonly asOf?: string;
  readonly assumptions?: string;
  readonly seed?: string;
}

/** `aweigh migrate`: what the same workloads would cost on Kubernetes, at every destination. */
export const registerMigrate: RegisterCommand = (program, context) => {
  const command = program
    .command('migrate')
    .description('destinations side by side: run-rate with its interval, waterfall, one-off cost, indifference discount')
    .option('--to <target...>', 'ids of migration targets (default: every active destination)')
    .option('--provider <name...>', 'incumbents whose spend may move (default: all)')
    .option('--assumptions <file>', 'values in the place of the defaults: JSON, or CSV with id,value or id,low,mid,high')
    .option('--as-of <day>', 'the day of the estimate (default: the latest published charge day)')
    .option('--seed <number>', 'of the random draws; the same seed gives the same answer');
  withCommonOptions(command, 'aweigh migrate --to gke oke').action(async (options: MigrateOptions) => {
    const question = {
      asOf: asOfDay(options.asOf),
      providers: options.provider === undefined ? null : options.provider.map(providerOf),
      targets: options.to ?? null,
      overrides: options.assumptions === undefined ? {} : overridesIn(options.assumptions),
      seed: options.seed === undefined ? DEFAULT_MIGRATION_QUESTION.seed : seedOf(options.seed),
    };
    const finding = await migrationFor(analyzeDeps(context.existingStore(options)), question);
    if (options.json === true) printJson(finding);
    else printFinding(finding);
  });
};

function overridesIn(path: string): AssumptionOverrides {
  const text = readTextFile(path);
  return text.trimStart().startsWith('{')
    ? assumptionsFromJson(parseJsonText(path, text), path)
    : assumptionsFromCsv(parseCsvText(path, text), path);
}

function providerOf(name: string): CatalogProvider {
  const provider = catalogProviderOf(name);
  if (provider === null) throw new Problem('usage_invalid', { detail: `--provider does not know "${name}".` });
  return provider;
}

function seedOf(text: string): number {
  if (!/^\d{1,9}$/.test(text))
    throw new Problem('usage_invalid', { detail: `--seed takes a whole number of at most nine digits, not "${text}".` });
  return Number(text);
}

function printFinding(finding: MigrationFinding): void {
  const { window, today, coverage, horizonMonths } = finding;
  printLine(
    `Migration as of ${finding.asOf}, charges ${window.from || '(undated)'} to ${window.to || '(undated)'}, a month in ${finding.currency}`,
  );
  printLine('');
  printLine(`today ${moneyText(today.effective)}, after in-place optimisation ${moneyText(today.afterInPlaceOptimisation)}`);
  printLine(
    `priced and addressable ${percent(coverage.share)}${coverage.headline === 'range' ? ': read ranges, not the middle' : ''}; unpriced ${moneyText(coverage.unpriced)}`,
  );
  printLine('');
  printDestinations(finding.destinations);
  finding.historic.forEach((one) =>
    printLine(`${one.targetId}: ${one.name} is retired${one.successorId === null ? '' : `; ${one.successorId} continues it`}`),
  );
  const best = finding.destinations[0];
  if (best !== undefined) printWaterfall(best);
  printLine('');
  finding.measureNext.forEach((one) => printLine(`measure: ${one.what}`));
  finding.gaps.forEach((gap) => printLine(`gap ${gap.code}: ${gap.detail}${gap.amount === undefined ? '' : ` ${moneyText(gap.amount)}`}`));
  printLine(
    `horizon ${horizonMonths} months, model ${finding.modelVersion}, prices ${finding.priceBook.version}, finding ${finding.snapshotHash.slice(0, 12)}`,
  );
}

function printDestinations(destinations: readonly DestinationEstimate[]): void {
  printTable(
    ['destination', 'region', 'run-rate', 'p10', 'p90', 'of today', 'one-off', 'net present value', 'd* p50', 'saves with', 'pays back'],
    destinations.map(({ targetId, region, estimate, reason }) =>
      estimate === null
        ? [targetId, reason ?? '', ...Array.from({ length: 9 }, () => '?')]
        : [
            targetId,
            region,
            amount(estimate.runRate),
            amount(estimate.runRateInterval.p10),
            amount(estimate.runRateInterval.p90),
            percent(estimate.ratio.point),
            amount(estimate.oneOff.p50),
            amount(estimate.npv.p50),
            percent(estimate.indifference.p50),
            percent(estimate.probabilityOfSaving),
            estimate.paybackMonths === null ? 'no' : `${estimate.paybackMonths} months`,
          ],
    ),
    [2, 3, 4, 5, 6, 7, 8, 9, 10],
  );
}

function printWaterfall({ name, estimate }: DestinationEstimate): void {
  if (estimate === null) return;
  printLine('');
  printLine(`${name}, from today to its run-rate`);
  printTable(
    ['bar', 'amount', 'p10', 'p90', 'without leaving'],
    estimate.bars.map((bar) => [bar.id, ...[bar.amount, bar.interval.p10, bar.interval.p90, bar.availableWithoutLeaving].map(amount)]),
    [1, 2, 3, 4],
  );
  estimate.nodes.forEach((node) =>
    printLine(`node: ${node.count} x ${node.instanceType} at ${node.usdPerHour} USD an hour, ${node.purchase}`),
  );
  printLine(`packing quality ${estimate.packing.quality.toFixed(3)} of a provable bound`);
}

const amount = ({ amount: text }: MoneyJson): string => decimalText(attosOf(text) ?? 0n, 0);

const moneyText = (money: MoneyJson): string => `${amount(money)} ${money.currency}`;

const percent = (fraction: number): string => `${(fraction * 100).toFixed(1)} %`;
