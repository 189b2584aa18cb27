import type { PackCommitment, PackContract } from '../finding/negotiation-pack.ts';
import { addMonths, billingPeriodOf } from '../time.ts';
import { amountCell, left, nameCell, quiet, right, shareCell } from './cells.ts';
import { dayName, monthName } from './date-text.ts';
import { name, type Block, type FigureRef, type Section, type Table, type Text } from './model.ts';
import { captioned, ownMoney, ownShare, pointOf, type PackContext } from './negotiation-context.ts';

const FAMILIES = 12;

/** What we buy and what binds us: spend by family, commitments with their ends, freedom over time, clauses. */
export function bindingSection(context: PackContext): Section {
  const { pack, say } = context;
  const blocks: Block[] = [
    familyTable(context),
    ...(pack.commitments.length === 0
      ? [{ kind: 'paragraph' as const, text: [say.binding.noCommitments] }]
      : [commitmentTable(context), ...freedomChart(context)]),
    ...(pack.contracts.length === 0
      ? [{ kind: 'paragraph' as const, text: [say.binding.noContract] }]
      : pack.contracts.map((contract) => clauseTable(context, contract))),
  ];
  return { id: 'binding', kicker: say.binding.kicker, title: titleOf(context), blocks, newPage: true };
}

function titleOf(context: PackContext): Text {
  const { pack, say, language } = context;
  const freedom = freedomFigure(context, 0, pack.finding.freedom);
  const last = pack.numbers.freedomCurve.at(-1);
  if (last === undefined || last[0] === 0 || last[1] < 1) return say.binding.title(freedom);
  return say.binding.titleUntil(freedom, monthName(addMonths(billingPeriodOf(pack.asOf), Math.ceil(last[0])), language));
}

const freedomFigure = (context: PackContext, month: number, share: number): FigureRef =>
  ownShare(context, share, {
    id: `freedom.${month}`,
    label: `Share of spend free of commitments after ${month} months`,
    formula: 'max(0, 1 - commitments that have not ended / tot)',
  });

function familyTable(context: PackContext): Table {
  const { pack, say } = context;
  const { name: family, monthly, share } = say.binding.familyHeads;
  const largest = Math.max(0, ...pack.spend.families.map((one) => one.share));
  return {
    kind: 'table',
    caption: captioned(context, say.binding.families),
    columns: [left([family], 3), right([monthly], 1.5), right([share], 1.5)],
    rows: pack.spend.families.slice(0, FAMILIES).map((one) => ({
      cells: [
        nameCell(one.name),
        amountCell(
          context.figure(one.figureId ?? undefined, {
            id: `spend.family.${one.name}`,
            label: `Monthly spend on ${one.name}`,
            value: { kind: 'money', money: one.monthly },
            formula: 'effective cost of the window / months',
          }),
        ),
        shareCell(
          ownShare(context, one.share, { id: `spend.share.${one.name}`, label: `Share of ${one.name}`, formula: 'monthly / all spend' }),
          one.share,
          largest,
        ),
      ],
    })),
  };
}

function commitmentTable(context: PackContext): Table {
  const { pack, say, language } = context;
  const heads = say.binding.commitmentHeads;
  const amount = (one: PackCommitment, which: 'monthly' | 'remaining', index: number): ReturnType<typeof quiet> => {
    const value = one[which];
    if (value === null) return quiet(say.units.notKnown);
    const about = {
      id: `commitment.${index}.${which}`,
      label: `${one.name}, ${which}`,
      formula: which === 'monthly' ? 'commitment a month' : 'monthly x months left',
    };
    return amountCell(ownMoney(context, value, about));
  };
  return {
    kind: 'table',
    caption: captioned(context, say.binding.commitments),
    columns: [
      left([heads.name], 3),
      left([heads.kind], 1),
      left([heads.ends], 1.6),
      right([heads.monthly], 1.3),
      right([heads.remaining], 1.5),
    ],
    rows: pack.commitments.map((one, index) => ({
      cells: [
        nameCell(one.name),
        { text: [say.binding.kinds[one.category]] },
        { text: [dayName(one.endsOn, language)] },
        amount(one, 'monthly', index),
        amount(one, 'remaining', index),
      ],
    })),
  };
}

/** One point is no curve. */
function freedomChart(context: PackContext): Block[] {
  const { pack, say, language } = context;
  const curve = pack.numbers.freedomCurve;
  if (curve.length < 2) return [];
  const steps = curve.map(([month, share]) => ({ month, point: pointOf(context, freedomFigure(context, month, share), share * 100) }));
  const [first, last] = [steps[0]?.point.text ?? '', steps.at(-1)?.point.text ?? ''];
  return [
    {
      kind: 'chart',
      chart: {
        kind: 'stepLine',
        id: 'freedom',
        language,
        title: say.binding.curve,
        unit: say.binding.curveUnit,
        axis: say.binding.curveAxis,
        alt: say.binding.curveAlt(first, last),
        lastMonth: Math.ceil((steps.at(-1)?.month ?? 0) * 1.1) + 1,
        series: [{ name: say.binding.curveName, steps }],
      },
      note: say.binding.curveNote,
      tabled: false,
    },
  ];
}

/** Clauses that were answered; what nobody looked up is counted at the end. */
function clauseTable({ say }: PackContext, { contract, clauses }: PackContract): Block {
  const heads = say.binding.contractHeads;
  const answered = clauses.filter(({ answer }) => answer !== 'unknown');
  return {
    kind: 'table',
    caption: [`${say.binding.contracts}: `, name(contract.name)],
    columns: [left([heads.clause], 1.8), left([heads.answer], 0.8), left([heads.detail], 1.4), left([heads.why], 3.6)],
    rows: answered.map(({ label, answer, value, why }) => ({
      cells: [
        nameCell(label),
        { text: [say.binding.answers[answer]] },
        value === '' ? quiet(say.units.none) : nameCell(value),
        nameCell(why),
      ],
    })),
    note: say.binding.openClauses,
  };
}
