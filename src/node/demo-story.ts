import { COMPANY, PROVIDERS } from '../../examples/sample-company/company.ts';
import type { SampleBills } from '../../examples/sample-company/generate.ts';
import type { Position } from '../finding/negotiation-finding.ts';
import { costAnswerJson } from '../jobs/cost-answer-json.ts';
import type { VendorNegotiation } from '../jobs/negotiation-for.ts';
import { attosOf, decimalText, type Money, type MoneyJson } from '../money.ts';
import type { DemoAnswer, DemoFolders, LoadedDelivery } from './demo.ts';
import { printLine, printTable } from './output.ts';
import type { RunningServer } from './serve.ts';

/** Everything the demo has to tell at its end. */
export interface DemoStory {
  readonly folders: DemoFolders;
  readonly sample: SampleBills | null;
  readonly loaded: readonly LoadedDelivery[];
  readonly answer: DemoAnswer | null;
  readonly reports: readonly string[];
}

/** Where the API of the demo answers. */
export type DemoServer = Pick<RunningServer, 'url' | 'welcomeUrl'>;

/** The story for people: what was loaded, what it cost, what is locked, what to open, what to type next. */
export function printStory(story: DemoStory): void {
  printLine(`${COMPANY}: bills of five clouds over 13 months, all invented`);
  printLine('');
  printLoaded(story.loaded);
  if (story.answer !== null) {
    printCosts(story.answer);
    printLockIn(story.answer);
    printMigration(story.answer);
    printNegotiation(story.answer);
  }
  printNext(story);
}

function printLoaded(loaded: readonly LoadedDelivery[]): void {
  printTable(
    ['Loaded', 'what', 'status', 'rows'],
    loaded.map(({ source, what, status, rows }) => [source, what, status, String(rows)]),
    [3],
  );
  printLine('');
}

function printCosts({ costs }: DemoAnswer): void {
  printTable(
    ['Billed in 13 months', 'amount', ''],
    [
      ...costs.groups.map(({ key, amount }) => [key['serviceProviderName'] ?? '', shown(amount), amount.currency]),
      ...costs.totals.map((total) => ['total', shown(total), total.currency]),
    ],
    [1],
  );
  printLine('');
}

function printLockIn({ lockIn }: DemoAnswer): void {
  const { portfolio, services, cheapestMoves } = lockIn;
  const { point, low, high } = portfolio.lockedShare;
  printLine(`Locked share ${point.toFixed(1)} % (${low.toFixed(1)} to ${high.toFixed(1)}): of ${sumText(portfolio.scoredSpend)} a year,`);
  printLine(`${sumText(portfolio.lockedSpend)} would have to be rebuilt before it could leave.`);
  const held = [...services].sort((a, b) => units(b.lockedSpend) - units(a.lockedSpend)).slice(0, 5);
  held.forEach((service) => printLine(`  ${amountText(service.lockedSpend).padStart(16)}  ${service.serviceName} (${service.band})`));
  const [move] = cheapestMoves;
  if (move !== undefined) {
    printLine(`Cheapest move: ${move.serviceName} to ${move.substitute} frees ${amountText(move.lockedSpendReduced)}.`);
  }
  printLine('');
}

function printMigration({ migration }: DemoAnswer): void {
  const { today, coverage, destinations } = migration;
  const [best] = destinations;
  const share = (coverage.share * 100).toFixed(1);
  printLine(`Migration: ${amountText(today.effective)} a month today; ${share} % of it has a way to Kubernetes and a price there.`);
  if (best?.estimate) {
    const { runRate, indifference, probabilityOfSaving } = best.estimate;
    printLine(
      `Best at ${best.name}: ${amountText(runRate)} a month, worth a discount of ${(indifference.p50 * 100).toFixed(1)} % as leverage, saves with ${(probabilityOfSaving * 100).toFixed(0)} %.`,
    );
  }
  printLine('');
}

function printNegotiation({ negotiation }: DemoAnswer): void {
  const { vendor, opening, target, walkAway, leverageIndex } = negotiation;
  const line = (name: string, { discount, yearOne }: Position): void =>
    printLine(`  ${name.padEnd(10)}${(discount * 100).toFixed(1).padStart(5)} %  ${amountText(yearOne)} in the first year`);
  printLine(
    `Renewal with ${vendor}, leverage ${Math.round(leverageIndex.value)} of 100, data of grade ${negotiation.derived.fitness.grade}:`,
  );
  line('opening', opening);
  line('target', target);
  line('walk-away', walkAway);
  printLine('');
}

function printNext({ folders, reports }: DemoStory): void {
  reports.forEach((path) => printLine(`Report    ${path}`));
  printLine(`Bills     ${folders.bills}`);
  printLine(`Database  ${folders.database}`);
  printLine('');
  printLine('Ask it yourself:');
  printLine(`  npm run -s aweigh -- costs --db ${folders.database} --group-by serviceName --filter serviceProviderName=AWS`);
  printLine(`  npm run -s aweigh -- lock-in --db ${folders.database} --by provider`);
  printLine(`  npm run -s aweigh -- migrate --db ${folders.database} --to gke oke`);
  printLine(`  npm run -s aweigh -- negotiate --db ${folders.database} --vendor Azure`);
}

/** The addresses, once the server answers. */
export function printAddresses({ url, welcomeUrl }: DemoServer): void {
  printLine('');
  printLine(`API       ${url}/docs`);
  if (welcomeUrl !== null) printLine(`First key ${welcomeUrl} (works once, within 15 minutes)`);
  printLine('Ctrl-C ends the server.');
}

/** The same as one JSON document. */
export const demoJson = ({ folders, sample, loaded, answer, reports }: DemoStory, server: DemoServer | null): unknown => ({
  company: COMPANY,
  providers: PROVIDERS.map(({ name }) => name),
  folders,
  bills: sample?.bills ?? [],
  loaded,
  costs: answer === null ? null : costAnswerJson(answer.costs, [], null),
  lockIn: answer === null ? null : { asOf: answer.lockIn.asOf, portfolio: answer.lockIn.portfolio },
  migration: answer === null ? null : { today: answer.migration.today, best: answer.migration.destinations[0] ?? null },
  negotiation: answer === null ? null : linesOf(answer.negotiation),
  reports,
  url: server?.url ?? null,
  welcomeUrl: server?.welcomeUrl ?? null,
});

const linesOf = ({ vendor, walkAway, target, expected, opening, posture }: VendorNegotiation): object => ({
  vendor,
  walkAway,
  target,
  expected,
  opening,
  posture,
});

const shown = ({ attos }: Money): string => grouped(decimalText(attos, 2));

const amountText = ({ amount, currency }: MoneyJson): string => `${grouped(decimalText(attosOf(amount) ?? 0n, 0))} ${currency}`;

const sumText = (amounts: readonly MoneyJson[]): string => amounts.map(amountText).join(' + ');

/** For sorting only. */
const units = ({ amount }: MoneyJson): number => Number(amount);

const grouped = (text: string): string => text.replace(/\B(?=(\d{3})+(?!\d))/g, ' ');
