import { Option, type Command } from 'commander';
import { vendorId } from '../../catalog/vendor-names.ts';
import { addOffer } from '../../jobs/contracts.ts';
import type { Offer } from '../../focus/offer.ts';
import { negotiationFor } from '../../jobs/negotiation-for.ts';
import { offerAnswers, type OfferAnswer } from '../../jobs/offer-answers.ts';
import { offers } from '../../store/offers.ts';
import { analyzeDeps } from '../analyze-deps.ts';
import type { NodeStore } from '../db.ts';
import { withCommonOptions, type CommandContext, type CommonOptions, type RegisterCommand } from '../context.ts';
import { printJson, printLine, printTable } from '../output.ts';
import { parseJsonText, readTextFile } from '../read-text.ts';
import { agreementDeps, moneyText, numberOf, pageLimit, shareText } from './contracts.ts';

interface AddOptions extends CommonOptions {
  readonly file?: string;
  readonly vendor?: string;
  readonly headline?: string;
  readonly on?: string;
  readonly currency?: string;
  readonly termYears?: string;
  readonly commitmentPerYear?: string;
  readonly commitmentTotal?: string;
  readonly note?: string;
}

interface ListOptions extends CommonOptions {
  readonly vendor?: string;
  readonly limit: string;
  readonly cursor?: string;
}

/** `aweigh offers`: what vendors offered, as they offered it. */
export const registerOffers: RegisterCommand = (program, context) => {
  const command = program.command('offers').description('offers of vendors: add, list');
  registerAdd(command, context);
  const listing = command
    .command('list')
    .description('offers, the oldest first')
    .option('--vendor <name>', 'of one vendor, by any of its names')
    .option('--limit <n>', 'offers a page, at most 1000', '1000')
    .option('--cursor <cursor>', 'nextCursor of the page before');
  withCommonOptions(listing, 'aweigh offers list --vendor AWS').action((options: ListOptions) => list(context, options));
};

function registerAdd(command: Command, context: CommandContext): void {
  const add = command
    .command('add')
    .description('logs an offer from options, from a JSON file, or both (options win)')
    .option('--file <file>', 'JSON file with one offer; docs/contracts.md lists the fields')
    .option('--vendor <name>', 'the vendor')
    .option('--headline <share>', 'the discount as the vendor states it, such as 0.12')
    .option('--on <day>', 'the day it was made')
    .option('--term-years <n>', 'length of the term')
    .option('--commitment-per-year <amount>', 'spend it asks to promise a year')
    .option('--commitment-total <amount>', 'spend it asks to promise over the term')
    .addOption(new Option('--currency <code>', 'currency of its amounts (default: USD)'))
    .option('--note <text>', 'anything else');
  withCommonOptions(add, 'aweigh offers add --vendor AWS --headline 0.12 --on 2026-11-01').action(async (options: AddOptions) => {
    const offer = await addOffer(agreementDeps(context, options), formOf(options), null);
    if (options.json === true) printJson(offer);
    else printLine(`${offer.id}  ${offer.vendor} ${offer.offeredOn}: ${shareText(offer.headline)}`);
  });
}

/** The fields of the file with those of the options over them. */
function formOf(options: AddOptions): unknown {
  const file = options.file === undefined ? {} : parseJsonText(options.file, readTextFile(options.file));
  if (typeof file !== 'object' || file === null || Array.isArray(file)) return file;
  const { vendor, headline, on: offeredOn, currency, termYears, commitmentPerYear, commitmentTotal, note } = options;
  const given = {
    vendor,
    offeredOn,
    currency,
    commitmentPerYear,
    commitmentTotal,
    note,
    headline: headline === undefined ? undefined : numberOf('--headline', headline),
    termYears: termYears === undefined ? undefined : numberOf('--term-years', termYears),
  };
  return { ...file, ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) };
}

async function list(context: CommandContext, options: ListOptions): Promise<void> {
  const wanted = options.vendor === undefined ? undefined : vendorId(options.vendor);
  const request = { limit: pageLimit(options.limit), cursor: options.cursor, vendorId: wanted };
  const store = context.existingStore(options);
  const page = await offers(store.db, request);
  const items = await answersOf(store, page.items);
  if (options.json === true) return printJson({ ...page, items });
  const rows = items.map((one) => [
    one.offeredOn,
    one.vendor,
    shareText(one.headline),
    one.effective === null ? 'not known' : shareText(one.effective.effectiveDiscount),
    one.termYears === null ? 'not stated' : `${one.termYears} years`,
    moneyText(one.commitmentPerYear),
    `${one.addedCosts.length}`,
    Object.keys(one.grantedAsks).join(', ') || 'none',
    one.note ?? '',
  ]);
  printTable(['offered', 'vendor', 'headline', 'effective', 'term', 'a year', 'added costs', 'asks granted', 'note'], rows, [2, 3, 6]);
  if (page.nextCursor !== null) printLine(`more: --cursor ${page.nextCursor}`);
}

/** Each offer against the negotiation with its own vendor. */
async function answersOf(store: NodeStore, logged: readonly Offer[]): Promise<OfferAnswer[]> {
  const answers = new Map<string, OfferAnswer>();
  for (const id of new Set(logged.map((offer) => offer.vendorId))) {
    const own = logged.filter((offer) => offer.vendorId === id);
    const vendor = own[0]?.vendor ?? id;
    const found = await offerAnswers(own, () => negotiationFor(analyzeDeps(store), { vendor, asOf: null, overrides: {} }));
    found.forEach((answer) => answers.set(answer.id, answer));
  }
  return logged.flatMap((offer) => answers.get(offer.id) ?? []);
}
