import { CONTRACT_CLAUSES } from '../src/catalog/contract-clauses.ts';
import { discountBenchmarks } from '../src/catalog/discount-benchmarks.ts';
import { legalDates } from '../src/catalog/legal-dates.ts';
import { vendorCalendars } from '../src/catalog/vendor-calendar.ts';

const cell = (text: string): string => text.replaceAll('|', '\\|');

const tableOf = (header: readonly string[], rows: readonly (readonly string[])[]): string =>
  [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.map(cell).join(' | ')} |`).join('\n');

const UNITS = { share: 'a share, 0 to 1', days: 'days', months: 'months', money: '`amount`, in the currency of the contract' } as const;

/** The clauses of docs/contracts.md, which stands around them. */
const clauseTable = (): string =>
  tableOf(
    ['clause', 'question', 'number', 'why it matters'],
    Object.entries(CONTRACT_CLAUSES).map(([id, row]) => [`\`${id}\``, row.question, row.unit === null ? 'none' : UNITS[row.unit], row.why]),
  );

const percent = (value: number | null): string => (value === null ? '' : `${value}`);
const million = (value: number | null): string => (value === null ? '' : value === 0 ? '0' : `${value / 1e6} M`);

const benchmarkTable = (): string =>
  tableOf(
    ['program', 'from', 'to', 'years', 'low %', 'typical %', 'high %', 'grade', 'as of', 'source'],
    discountBenchmarks().map((row) => [
      row.program,
      `${million(row.commitmentFromUsd)}${row.commitmentBasis === 'total' ? ' total' : ''}`,
      million(row.commitmentToUsd),
      row.termYears,
      percent(row.lowPercent),
      percent(row.typicalPercent),
      percent(row.highPercent),
      row.synthesis ? `${row.grade} *synthesis*` : row.grade,
      row.asOf,
      row.source,
    ]),
  );

const calendarTable = (): string =>
  tableOf(
    ['vendor', 'fiscal year ends', 'quarters end', 'notes', 'grade', 'source'],
    vendorCalendars().map((row) => [
      row.name,
      row.fiscalYearEnd,
      row.quarterEnds.join(', '),
      row.notes,
      row.verify ? `${row.grade}, verify` : row.grade,
      row.source,
    ]),
  );

const legalTable = (): string =>
  tableOf(
    ['where', 'day', 'subject', 'in one sentence', 'grade', 'checked on', 'source'],
    legalDates().map((row) => [
      row.jurisdiction,
      row.day ?? 'standing',
      row.subject,
      row.text,
      row.recheck ? `${row.grade}, re-check` : row.grade,
      row.checkedOn,
      row.source,
    ]),
  );

/** docs/negotiation-facts.md: every benchmark, calendar and legal date with its source and grade. */
export const negotiationFacts = (): string => `# Facts that a negotiation rests on

Each row carries its source and a grade: S a vendor's own document, a law or a regulator; M a disclosed contract, several independent sources or
general knowledge; W one adviser, undated, or contradicted elsewhere. They were reviewed on the day given; check them again before you rely on them.

## What others got

No primary source exists for private discounts: agreements are confidential, advisers publish what they won, and many advisory pages share an owner.
Your own quotes and renewals rank above every row. Rows marked *synthesis* are our own reading of the others: defaults of the model,
not facts of the market. Percents of programs are headlines, off list price after self-service instruments; the band is the commitment of one year
in US dollars unless it says total.

${benchmarkTable()}

## When vendors close their books

A signature counts 1 within 45 days before the end of a fiscal year, 0.8 within 30 days before the end of a quarter, and 0.6 otherwise:
an assumption of the model.

${calendarTable()}

## Law and public terms

${legalTable()}

Generated from \`src/catalog/rows\` by \`npm run docs\`.
`;

const contractFields = tableOf(
  ['field', 'meaning'],
  [
    ['`vendor`', 'the vendor by any of its names'],
    ['`name`', 'what you call the contract; a vendor has one of a name'],
    ['`currency`', 'of all amounts'],
    ['`start`, `end`', 'first day, and first day after the term'],
    ['`termYears`', 'length of the term; must fit the two days when they are given'],
    ['`commitmentPerYear`, `commitmentTotal`', 'promised spend: decimal text such as "4300000.00", or Money'],
    ['`discount`', 'negotiated discount off list price after self-service instruments, 0 to 1: the headline'],
    ['`eligibleShare`', 'share of spend to which the discount applies, 0 to 1'],
    [
      '`measured`',
      '`gross` where spend before the discount retires the commitment, `net` where spend after it does: at 15% discount that alone moves the promise by 15%',
    ],
    ['`clauses`', 'the clauses below'],
    ['`note`', 'anything else'],
  ],
);

const offerFields = tableOf(
  ['field', 'meaning'],
  [
    ['`vendor`, `offeredOn`', 'who, and the day'],
    ['`headline`', 'the discount as the vendor states it, 0 to 1'],
    ['`currency`', 'of all amounts; USD when left out'],
    ['`termYears`, `commitmentPerYear`, `commitmentTotal`', 'what it asks you to promise'],
    [
      '`addedCosts`',
      'a list of `{"label", "monthly"}` or `{"label", "presentValue"}`: what the offer makes you pay besides, such as a support plan',
    ],
    [
      '`grantedAsks`',
      'asks of the model that it grants: `credits {face, usableProbability}`, `transferRateCut {cut}`, `shortfallRollover {rolloverFraction}`, `priceProtection {coveredShare, expectedListRise}`, `paymentTerms {extraDays}`, `supportFeeCut {monthlySaving}`',
    ],
    ['`note`', 'anything else'],
  ],
);

/** docs/contracts.md. */
export const contractsPage = (): string => `# Contracts and offers

What you agreed with a vendor stands in no export. Enter it once: it decides what a discount is worth, when you may leave, and what a shortfall costs.

\`\`\`
aweigh contracts add --file contract.json
aweigh contracts add --vendor AWS --name "Enterprise agreement" --currency USD --end 2027-07-01 --commitment-per-year 4300000 --discount 0.07
aweigh contracts list --vendor AWS
aweigh contracts show ID
\`\`\`

Over HTTP: \`GET\` and \`POST /v1/contracts\`, \`GET\` and \`PATCH /v1/contracts/{id}\`, with a key of scope \`manage\`.
[examples/sample-company/contract-aws.json](../examples/sample-company/contract-aws.json) is a whole contract of the sample company, which is fictional.

Leave out what you do not know. It is kept as null or *unknown* and never taken for zero or no. An unknown field name is refused.

## Fields

${contractFields}

## Clauses

Each is \`"yes"\`, \`"no"\` or \`"unknown"\`, or an object \`{"answer": "yes", "number": 0.15, "note": "once"}\`; a clause measured in money has \`amount\` instead of \`number\`.

${clauseTable()}

## Offers

An offer is logged as the vendor made it. Its effective discount (headline, less what it costs, less the price of the commitment, plus the asks it grants)
is computed when a negotiation is evaluated, because it depends on your case.

\`\`\`
aweigh offers add --vendor AWS --headline 0.12 --on 2026-11-01
aweigh offers add --file offer.json
aweigh offers list --vendor AWS
\`\`\`

Over HTTP: \`GET\` and \`POST /v1/negotiations/{vendor}/offers\`, with a key of scope \`report:internal\`.

${offerFields}

Generated from \`src/catalog/contract-clauses.ts\` by \`npm run docs\`.
`;
