import { randomUUID } from 'node:crypto';
import { Option, type Command } from 'commander';
import { CONTRACT_CLAUSES } from '../../catalog/contract-clauses.ts';
import { vendorId } from '../../catalog/vendor-names.ts';
import { CLAUSE_IDS, type Contract } from '../../focus/contract.ts';
import { addContract, contractWithId, type AgreementDeps } from '../../jobs/contracts.ts';
import type { MoneyJson } from '../../money.ts';
import { Problem } from '../../problem.ts';
import { contracts } from '../../store/contracts.ts';
import { withCommonOptions, type CommandContext, type CommonOptions, type RegisterCommand } from '../context.ts';
import { printJson, printLine, printTable } from '../output.ts';
import { parseJsonText, readTextFile } from '../read-text.ts';
import { systemClock } from '../system.ts';

interface AddOptions extends CommonOptions {
  readonly file?: string;
  readonly replace?: boolean;
  readonly clause?: readonly string[];
  readonly [field: string]: unknown;
}

interface ListOptions extends CommonOptions {
  readonly vendor?: string;
  readonly limit: string;
  readonly cursor?: string;
}

const TEXT_FIELDS = ['vendor', 'name', 'currency', 'start', 'end', 'commitmentPerYear', 'commitmentTotal', 'measured', 'note'] as const;
const NUMBER_FIELDS = ['termYears', 'discount', 'eligibleShare'] as const;

/** What jobs on agreements need at the command line. */
export const agreementDeps = (context: CommandContext, options: CommonOptions): AgreementDeps => ({
  store: context.store(options),
  clock: systemClock,
  randomId: randomUUID,
  actor: 'command line',
});

/** `aweigh contracts`: agreements with vendors, which no export holds. */
export const registerContracts: RegisterCommand = (program, context) => {
  const command = program.command('contracts').description('agreements with vendors: add, list, show');
  registerAdd(command, context);
  const listing = command
    .command('list')
    .description('contracts in the order they were entered')
    .option('--vendor <name>', 'of one vendor, by any of its names')
    .option('--limit <n>', 'contracts a page, at most 1000', '1000')
    .option('--cursor <cursor>', 'nextCursor of the page before');
  withCommonOptions(listing, 'aweigh contracts list --vendor AWS').action((options: ListOptions) => list(context, options));
  withCommonOptions(
    command.command('show').description('one contract with every clause').argument('<id>', 'id from aweigh contracts list'),
    'aweigh contracts show contract_0b6c7c2e-6f0e-4a35-9a0e-6a2b8f0f3f10',
  ).action(async (id: string, options: CommonOptions) => {
    const contract = await contractWithId(context.existingStore(options), id);
    if (options.json === true) printJson(contract);
    else printContract(contract);
  });
};

function registerAdd(command: Command, context: CommandContext): void {
  const add = command
    .command('add')
    .description('enters a contract from a JSON file, from options, or both (options win); what is not known is left out')
    .option('--file <file>', 'JSON file with one contract; docs/contracts.md lists the fields')
    .option('--vendor <name>', 'the vendor')
    .option('--name <name>', 'what the contract is called; a vendor has one of a name')
    .option('--currency <code>', 'currency of its amounts')
    .option('--start <day>', 'first day')
    .option('--end <day>', 'first day after the term')
    .option('--term-years <n>', 'length of the term')
    .option('--commitment-per-year <amount>', 'promised spend a year')
    .option('--commitment-total <amount>', 'promised spend over the term')
    .option('--discount <share>', 'negotiated discount off list price, such as 0.12')
    .option('--eligible-share <share>', 'share of spend to which the discount applies')
    .addOption(new Option('--measured <how>', 'spend before or after the discount retires the commitment').choices(['gross', 'net']))
    .option('--clause <id=answer...>', 'a clause and yes, no or unknown; repeat or list several')
    .option('--note <text>', 'anything else')
    .option('--replace', 'take the place of the contract of the same vendor and name');
  withCommonOptions(add, 'aweigh contracts add --file contract.json').action(async (options: AddOptions) => {
    const contract = await addContract(agreementDeps(context, options), formOf(options), { replace: options.replace === true });
    if (options.json === true) printJson(contract);
    else printLine(`${contract.id}  ${contract.vendor}: ${contract.name}`);
  });
}

/** The fields of the file with those of the options over them. */
function formOf(options: AddOptions): unknown {
  const file = options.file === undefined ? {} : parseJsonText(options.file, readTextFile(options.file));
  if (typeof file !== 'object' || file === null || Array.isArray(file)) return file;
  const form: Record<string, unknown> = { ...file };
  for (const field of TEXT_FIELDS) if (options[field] !== undefined) form[field] = options[field];
  for (const field of NUMBER_FIELDS) if (options[field] !== undefined) form[field] = numberOf(field, options[field]);
  if (options.clause !== undefined) {
    const answers = options.clause.map((one) => one.split('=', 2));
    form['clauses'] = { ...(form['clauses'] as object | undefined), ...Object.fromEntries(answers) };
  }
  return form;
}

export function numberOf(field: string, value: unknown): number {
  const number = Number(value);
  if (value === '' || Number.isNaN(number))
    throw new Problem('usage_invalid', { detail: `${field} is ${String(value)}; expected a number.` });
  return number;
}

export function pageLimit(text: string): number {
  const limit = Number(text);
  if (!Number.isInteger(limit) || limit < 1 || limit > 1000)
    throw new Problem('usage_invalid', { detail: `--limit ${text} is not 1 to 1000.` });
  return limit;
}

async function list(context: CommandContext, options: ListOptions): Promise<void> {
  const wanted = options.vendor === undefined ? undefined : vendorId(options.vendor);
  const request = { limit: pageLimit(options.limit), cursor: options.cursor, vendorId: wanted };
  const page = await contracts(context.existingStore(options).db, request);
  if (options.json === true) return printJson(page);
  const rows = page.items.map((one) => [
    one.id,
    one.vendor,
    one.name,
    one.end ?? 'not known',
    moneyText(one.commitmentPerYear),
    shareText(one.discount),
  ]);
  printTable(['id', 'vendor', 'name', 'ends', 'a year', 'discount'], rows, [4, 5]);
  if (page.nextCursor !== null) printLine(`more: --cursor ${page.nextCursor}`);
}

export const moneyText = (amount: MoneyJson | null): string =>
  amount === null ? 'not known' : `${amount.amount.replace(/(\.\d\d)0+$/, '$1')} ${amount.currency}`;

export const shareText = (share: number | null): string => (share === null ? 'not known' : `${Number((share * 100).toPrecision(6))} %`);

function printContract(contract: Contract): void {
  const { id, vendor, name, start, end, termYears, measured, note } = contract;
  const facts = [
    ['id', id],
    ['vendor', vendor],
    ['name', name],
    ['term', `${start ?? 'not known'} to ${end ?? 'not known'}${termYears === null ? '' : ` (${termYears} years)`}`],
    ['commitment a year', moneyText(contract.commitmentPerYear)],
    ['commitment in all', moneyText(contract.commitmentTotal)],
    ['measured', measured ?? 'not known'],
    ['discount', shareText(contract.discount)],
    ['eligible share', shareText(contract.eligibleShare)],
    ['note', note ?? ''],
  ];
  printTable(['contract', ''], facts, []);
  printLine('');
  const clauses = CLAUSE_IDS.map((clause) => {
    const { answer, number, amount, note: remark } = contract.clauses[clause];
    const { unit } = CONTRACT_CLAUSES[clause];
    const size =
      amount === null ? (number === null ? '' : unit === 'share' ? shareText(number) : `${number} ${unit ?? ''}`) : moneyText(amount);
    return [clause, answer, size, remark ?? ''];
  });
  printTable(['clause', 'answer', 'size', 'note'], clauses, [2]);
}
