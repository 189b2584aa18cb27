import type { FitnessGrade } from '../../finding/derived-case.ts';
import type { NegotiationFinding, Position, Posture, SensitivityRow } from '../../finding/negotiation-finding.ts';
import { parseOverrides } from '../../jobs/case-overrides.ts';
import { evaluateCase } from '../../jobs/evaluate-case.ts';
import { negotiationFor, type VendorNegotiation } from '../../jobs/negotiation-for.ts';
import { attosOf, decimalText, type MoneyJson } from '../../money.ts';
import { Problem } from '../../problem.ts';
import { analyzeDeps, asOfDay, sha256 } from '../analyze-deps.ts';
import { withCommonOptions, type CommandContext, type CommonOptions, type RegisterCommand } from '../context.ts';
import { printJson, printLine, printTable } from '../output.ts';
import { readTextFile } from '../read-text.ts';

interface NegotiateOptions extends CommonOptions {
  readonly vendor?: string;
  readonly asOf?: string;
  readonly case?: string;
}

/** `aweigh negotiate`: what to open with, aim for and walk away from. */
export const registerNegotiate: RegisterCommand = (program, context) => {
  const command = program
    .command('negotiate')
    .description('walk-away, target and opening of a renewal, with what they rest on')
    .option('--vendor <name>', 'derive the case from bills, contracts and the migration estimate')
    .option('--as-of <day>', 'the day of the analysis (default: the latest published charge day)')
    .option('--case <file>', 'a JSON file: alone a whole case, which needs no database; with --vendor the fields to change');
  withCommonOptions(command, 'aweigh negotiate --vendor AWS').action(async (options: NegotiateOptions) => {
    const finding = await findingFor(options, context);
    if (options.json === true) printJson(finding);
    else printFinding(finding);
  });
};

async function findingFor(options: NegotiateOptions, context: CommandContext): Promise<NegotiationFinding | VendorNegotiation> {
  const { vendor } = options;
  const given = options.case === undefined ? null : readCase(options.case);
  if (vendor !== undefined) {
    const question = { vendor, asOf: asOfDay(options.asOf), overrides: given === null ? {} : parseOverrides(given) };
    return negotiationFor(analyzeDeps(context.existingStore(options)), question);
  }
  if (given === null)
    throw new Problem('usage_invalid', { detail: 'Name a vendor of the bills with --vendor NAME, or a case with --case FILE.' });
  return evaluateCase({ sha256 }, given);
}

function readCase(path: string): unknown {
  const text = readTextFile(path);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Problem('case_invalid', {
      detail: `Not JSON: ${error instanceof Error ? error.message : String(error)}.`,
      path,
      cause: error,
    });
  }
}

const POSTURES: Readonly<Record<Posture, string>> = {
  leave_or_build_evidence: 'leave or build evidence: nothing the vendor would give is better than leaving, or the evidence is too thin',
  negotiate_with_exit_ready: 'negotiate with the exit ready',
  negotiate_and_build: 'negotiate, and build leverage meanwhile',
  buy_time: 'buy time: shortest term, smallest promise, no threats; spend the gain on portability',
};

/** Drivers that a person is told of. */
const DRIVERS_SHOWN = 3;

function printFinding(finding: NegotiationFinding | VendorNegotiation): void {
  const { vendor, currency, leverageIndex, bestSubset } = finding;
  printLine(`Negotiation with ${vendor}, ${finding.case.termYears} years, amounts in ${currency}`);
  printLine('');
  printTable(
    ['', 'discount %', 'year 1', 'present value'],
    LINES.map(([key, label]) => lineCells(label, finding[key])),
    [1, 2, 3],
  );
  printLine('');
  if ('derived' in finding) printDerivation(finding.derived);
  printLine(`posture: ${POSTURES[finding.posture]}`);
  printLine(
    `leverage index ${leverageIndex.value.toFixed(0)} of 100; leaving costs the same as staying at ${percent(finding.dStar)} (best: ${bestSubset.join(', ') || 'move nothing'}; P10 to P90 ${percent(finding.uncertainty.dStar.p10)} to ${percent(finding.uncertainty.dStar.p90)}), full exit ${percent(finding.dStarFullExit)}`,
  );
  printLine('');
  finding.sensitivity.slice(0, DRIVERS_SHOWN).forEach((row, index) => printLine(`driver ${index + 1}: ${driverText(row)}`));
  finding.gaps.forEach((gap) => printLine(`gap ${gap.code}: ${gap.detail}`));
  printLine(`model ${finding.modelVersion}, case ${finding.snapshotHash.slice(0, 12)}`);
}

const FITNESS: Readonly<Record<FitnessGrade, string>> = {
  A: 'fit to negotiate on',
  B: 'good; ranges are widened',
  C: 'read the lines as ranges, and name no walk-away',
  D: 'not fit to negotiate on',
};

/** How far the data carries the lines above, before anybody leans on them. */
function printDerivation({ fitness, destination, band }: VendorNegotiation['derived']): void {
  printLine(
    `data of grade ${fitness.grade}: ${FITNESS[fitness.grade]}${fitness.reasons.length === 0 ? '' : ` (${fitness.reasons.join('; ')})`}`,
  );
  printLine(`leave case: ${destination === null ? 'no destination could be estimated' : `at ${destination.name}`}; spend band ${band}`);
}

const LINES = [
  ['walkAway', 'walk-away'],
  ['expected', 'expected'],
  ['target', 'target'],
  ['opening', 'opening'],
] as const;

const lineCells = (label: string, position: Position | null): string[] =>
  position === null
    ? [label, 'n/a', 'n/a', 'n/a']
    : [label, (100 * position.discount).toFixed(1), amountText(position.yearOne), amountText(position.presentValue)];

function driverText({ label, unit, low, high, ...row }: SensitivityRow): string {
  const sign = unit === 'factor' ? 'x ' : '';
  const [from, to] = row.swing > 0 ? [row.dStarLow, row.dStarHigh] : [row.dStarFullExitLow, row.dStarFullExitHigh];
  const flip = row.signFlip ? '; decides whether leaving pays' : '';
  return `${label}, ${sign}${numberText(low)} to ${sign}${numberText(high)}: indifference discount${row.swing > 0 ? '' : ' of the full exit'} ${percent(from)} to ${percent(to)}${flip}`;
}

const percent = (fraction: number): string => `${(100 * fraction).toFixed(1)} %`;

const numberText = (value: number): string => String(Math.round(value * 1e4) / 1e4);

const amountText = ({ amount }: MoneyJson): string => decimalText(attosOf(amount) ?? 0n, 0);
