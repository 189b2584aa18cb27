import { Option } from 'commander';
import type { LockInFinding, LockInSummary } from '../../finding/lock-in-finding.ts';
import { lockInFor } from '../../jobs/lock-in-for.ts';
import { attosOf, decimalText, type MoneyJson } from '../../money.ts';
import { analyzeDeps, asOfDay } from '../analyze-deps.ts';
import { withCommonOptions, type CommonOptions, type RegisterCommand } from '../context.ts';
import { printJson, printLine, printTable } from '../output.ts';

interface LockInOptions extends CommonOptions {
  readonly asOf?: string;
  readonly by: 'provider' | 'subAccount' | 'service';
}

/** `aweigh lock-in`: which part of the bill could leave, and what holds the rest. */
export const registerLockIn: RegisterCommand = (program, context) => {
  const command = program
    .command('lock-in')
    .description('scores, locked share with its interval, exit index and confidence')
    .addOption(new Option('--by <breakdown>', 'the breakdown to print').choices(['provider', 'subAccount', 'service']).default('service'))
    .option('--as-of <day>', 'the day of the analysis (default: the latest published charge day)');
  withCommonOptions(command, 'aweigh lock-in --by provider').action(async (options: LockInOptions) => {
    const finding = await lockInFor(analyzeDeps(context.existingStore(options)), { asOf: asOfDay(options.asOf) });
    if (options.json === true) printJson(finding);
    else printFinding(finding, options.by);
  });
};

function printFinding(finding: LockInFinding, by: LockInOptions['by']): void {
  const { portfolio, window, catalogue, currency } = finding;
  printLine(
    `Lock-in as of ${finding.asOf}, charges ${window.from || '(undated)'} to ${window.to || '(undated)'}, ${window.months} months with data, shares in ${currency}`,
  );
  printLine('');
  printSummaries([{ name: 'portfolio', summary: portfolio }]);
  printLine('');
  if (by === 'service') printServices(finding);
  else if (by === 'provider') printSummaries(finding.providers.map((summary) => ({ name: summary.provider || '(none)', summary })));
  else
    printSummaries(
      finding.subAccounts.map((summary) => ({ name: `${summary.provider || '(none)'} ${summary.subAccountId || '(none)'}`, summary })),
    );
  printLine('');
  finding.mobileSpend.forEach((spend) =>
    printLine(`mobile within ${spend.horizonDays} days: ${moneyText(spend.amount)} (${spend.share.toFixed(1)} %)`),
  );
  finding.cheapestMoves.forEach((move, index) =>
    printLine(
      `move ${index + 1}: ${move.serviceName} to ${move.substitute}: locked spend falls by ${moneyText(move.lockedSpendReduced)} for ${move.personWeeks.low} to ${move.personWeeks.high} person-weeks`,
    ),
  );
  printLine('');
  finding.gaps.forEach((gap) => printLine(`gap ${gap.code}: ${gap.detail}${gap.amount === undefined ? '' : ` ${moneyText(gap.amount)}`}`));
  printLine(`model ${finding.modelVersion}, catalogue ${catalogue.version}, finding ${finding.snapshotHash.slice(0, 12)}`);
}

function printSummaries(rows: readonly { readonly name: string; readonly summary: LockInSummary }[]): void {
  printTable(
    ['', 'locked %', 'low', 'high', 'no reach', 'mean T', 'exit index', 'unknown %', 'confidence', 'scored', 'locked', 'weeks p10-p90'],
    rows.map(({ name, summary }) => [
      name,
      summary.lockedShare.point.toFixed(1),
      summary.lockedShare.low.toFixed(1),
      summary.lockedShare.high.toFixed(1),
      summary.withoutReach.toFixed(1),
      summary.meanScore.toFixed(1),
      summary.exitIndex.toFixed(1),
      summary.unclassifiedShare.toFixed(1),
      summary.confidence.toFixed(2),
      summary.scoredSpend.map(moneyText).join(' + ') || '0',
      summary.lockedSpend.map(moneyText).join(' + ') || '0',
      `${Math.round(summary.exitWeeks.p10)}-${Math.round(summary.exitWeeks.p90)}`,
    ]),
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
  );
}

function printServices(finding: LockInFinding): void {
  printTable(
    ['provider', 'service', 'T', 'band', 'block', 'spend', 'locked', 'weeks', 'first substitute'],
    finding.services.map((service) => [
      service.provider || '(none)',
      service.serviceName || '(none)',
      service.score === null ? '?' : service.score.toFixed(1),
      service.band,
      service.block.reason,
      moneyText(service.spend),
      moneyText(service.lockedSpend),
      service.exitWeeks === null ? '?' : `${service.exitWeeks.low}-${service.exitWeeks.likely}-${service.exitWeeks.high}`,
      service.substitutes[0] ?? '',
    ]),
    [2, 5, 6, 7],
  );
}

const moneyText = ({ amount, currency }: MoneyJson): string => `${decimalText(attosOf(amount) ?? 0n, 2)} ${currency}`;
