import { NO_CURRENCY, COST_METRICS } from '../focus/columns.ts';
import { approximate, zero } from '../money.ts';
import { billName, billText, left, nameCell, right } from './cells.ts';
import { dayName } from './date-text.ts';
import { name, words, type Block, type Row, type Section, type Text } from './model.ts';
import type { EndingCommitment } from '../finding/spend-finding.ts';
import type { SpendContext } from './spend-summary.ts';
import { METRIC_NAMES } from './spend-words.ts';

/** Promises that end within the year after the last charge; no section when the bills name none. */
export function commitmentSection({ input, book, evidence }: SpendContext): Section[] {
  if (input.commitments.length === 0) return [];
  const [next] = input.commitments;
  const rows = input.commitments.map((commitment, index): Row => {
    const { provider, category, endsOn, cost } = commitment;
    const id = `spend.commitment.${index}.${commitment.commitmentId}`;
    const money =
      cost === null
        ? book.add({
            figureId: id,
            label: 'Commitment cost',
            value: { kind: 'unknown', reason: 'The export does not state it.' },
            evidence: evidence.sum(zero(NO_CURRENCY), {}),
          })
        : book.money(id, { label: 'Commitment cost', money: cost, evidence: evidence.sum(cost, {}) });
    return {
      cells: [
        { text: [dayName(endsOn)] },
        { text: [billName(describe(commitment))], sub: [name(commitment.contractId)] },
        nameCell(provider),
        nameCell(category),
        { text: [money] },
      ],
    };
  });
  return [
    {
      id: 'commitments',
      kicker: 'Commitments',
      title: next === undefined ? ['Commitments'] : words`The next commitment ends on ${dayName(next.endsOn)}`,
      blocks: [
        {
          kind: 'table',
          caption: ['Commitments that end within a year of the last charge'],
          columns: [
            left(['Ends on'], 2),
            left(['Commitment and contract'], 3.4),
            left(['Provider'], 2),
            left(['Category'], 1.4),
            right(['Committed cost'], 2.2),
          ],
          rows,
        },
      ],
      newPage: false,
    },
  ];
}

const describe = (commitment: EndingCommitment): string =>
  commitment.description === '' ? commitment.commitmentId : commitment.description;

/** What the figures rest on, and how much of it is known. */
export function coverageSection(context: SpendContext): Section {
  const { input, book, evidence } = context;
  const { coverage, metric } = input;
  const rowCount = book.count('coverage.rows', { label: 'Bill rows', value: coverage.rowCount, unit: '', evidence: evidence.rows({}) });
  const known = knownShare(context, metric);
  const blocks: Block[] = [
    {
      kind: 'paragraph',
      text: words`This report rests on ${rowCount} bill rows. The measure used here, ${METRIC_NAMES[metric]}, is stated in ${known} of them.`,
    },
    {
      kind: 'table',
      caption: ['How much of each cost is stated'],
      columns: [left(['Cost'], 4), right(['Share of bill rows'], 2.4)],
      rows: COST_METRICS.map((cost) => ({
        cells: [{ text: [capital(METRIC_NAMES[cost])] }, { text: [knownShare(context, cost)], bar: coverage.known[cost] }],
      })),
      note: ['A cost that is not stated is unknown; it is never counted as zero discount or zero cost in a comparison.'],
    },
    ...unfitTable(context),
    deliveryTable(context),
  ];
  return {
    id: 'coverage',
    kicker: 'Coverage',
    title: words`${known} of bill rows state the measure of this report`,
    blocks,
    newPage: false,
  };
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const knownShare = ({ input, book, evidence }: SpendContext, cost: (typeof COST_METRICS)[number]): ReturnType<typeof book.share> =>
  book.share(`coverage.${cost}`, {
    label: `Rows that state ${METRIC_NAMES[cost]}`,
    fraction: input.coverage.rowCount === 0 ? null : input.coverage.known[cost],
    unknown: 'There are no bill rows.',
    evidence: evidence.rows({}),
  });

function unfitTable({ input, book, evidence }: SpendContext): Block[] {
  const { unfit } = input.coverage;
  if (unfit.length === 0) return [];
  const rows = unfit.map((column, index): Row => {
    const count = book.count(`coverage.unfit.${index}`, {
      label: `Rows with an unfit ${column.column}`,
      value: column.rowCount,
      unit: '',
      evidence: evidence.rows({ serviceProviderName: [column.serviceProviderName] }),
    });
    const instead = column.fallback === null ? 'nothing; unknown' : METRIC_NAMES[column.fallback];
    return {
      cells: [
        nameCell(column.serviceProviderName),
        nameCell(column.column),
        { text: [name(column.reason)] },
        { text: [instead] },
        { text: [count] },
      ],
    };
  });
  return [
    {
      kind: 'table',
      caption: ['Columns that do not hold what their name says'],
      columns: [
        left(['Provider'], 2),
        left(['Column'], 2),
        left(['Why it is not used'], 4),
        left(['Used instead'], 2),
        right(['Rows'], 1.2),
      ],
      rows,
    },
  ];
}

function deliveryTable({ input, book, evidence }: SpendContext): Block {
  const rows = input.deliveries.map((delivery, index): Row => {
    const count = (id: string, value: number): ReturnType<typeof book.count> =>
      book.count(`delivery.${index}.${id}`, { label: `${delivery.path}: ${id}`, value, unit: '', evidence: evidence.rows({}) });
    return {
      cells: [
        { text: [name(fileName(delivery.path))], sub: words`SHA-${name('256')} ${name(delivery.sha256.slice(0, 16))}` },
        nameCell(delivery.format),
        { text: [count('rows read', delivery.rowsRead)] },
        { text: [count('rows used', delivery.rowsAccepted)] },
        { text: [count('rows rejected', delivery.rowsRejected)], ...(delivery.rowsRejected > 0 ? { tone: 'up' as const } : {}) },
      ],
    };
  });
  return {
    kind: 'table',
    caption: ['Deliveries behind the figures'],
    columns: [left(['File'], 4), left(['Format'], 1.6), right(['Rows read'], 1.5), right(['Used'], 1.5), right(['Rejected'], 1.4)],
    rows,
    ...(rows.length === 0 ? { note: ['The deliveries were not listed for this report.'] } : {}),
  };
}

const fileName = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;

/** What this report cannot say, in plain words. */
export function spendGaps({ input, book, evidence }: SpendContext): Text[] {
  const gaps: Text[] = [];
  for (const { currency, undated, knownRowCount, rowCount } of input.currencies) {
    if (undated.attos !== 0n) {
      const money = book.money(`spend.${currency}.undated`, {
        label: 'Charges without a date',
        money: undated,
        evidence: evidence.sum(undated, { month: [''] }),
      });
      gaps.push(words`${money} carries no date: it is in the totals and in no month.`);
    }
    if (knownRowCount < rowCount) {
      const rows = book.count(`spend.${currency}.rows-unknown`, {
        label: 'Rows without the measure',
        value: rowCount - knownRowCount,
        unit: '',
        evidence: evidence.rows({}),
      });
      gaps.push(
        words`Bill rows in ${name(currency)} that do not state ${METRIC_NAMES[input.metric]}: ${rows}. Their cost is unknown and not in the totals.`,
      );
    }
    if (currency === NO_CURRENCY) gaps.push(['Some bills state no currency; their amounts are kept apart and named as such.']);
  }
  if (input.currencies.length > 1) gaps.push(['There is no total over all currencies, because nothing is converted in this report.']);
  const { undatedRowCount } = input.coverage;
  if (input.range !== null && undatedRowCount > 0) {
    const rows = book.count('coverage.undated-rows', {
      label: 'Rows without a date',
      value: undatedRowCount,
      unit: '',
      evidence: evidence.rows({ month: [''] }),
    });
    gaps.push(words`Bill rows that carry no date and are not in this report, which is about a range of months: ${rows}.`);
  }
  const rejected = input.deliveries.reduce((sum, delivery) => sum + delivery.rowsRejected, 0);
  if (rejected > 0) {
    const rows = book.count('coverage.rejected', { label: 'Rejected rows', value: rejected, unit: '', evidence: evidence.rows({}) });
    gaps.push(words`Rows that could not be read and are in no figure: ${rows}.`);
  }
  const unnamed = input.currencies.flatMap((spend) =>
    spend.services.filter((service) => service.name === '' && approximate(service.amount) !== 0),
  );
  if (unnamed.length > 0) gaps.push(words`Some charges name no service; they are shown as ${name(billText(''))}.`);
  if (input.commitments.length === 0)
    gaps.push(['The bills bring no commitment that ends within a year; contracts that no file names are not known here.']);
  return gaps;
}
