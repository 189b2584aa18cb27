import { dayName } from './date-text.ts';
import { name, type Block, type Card, type FigureRef, type Section, type Text } from './model.ts';
import { found, gateOf, ownMoney, ownNumber, ownPosition, type PackContext } from './negotiation-context.ts';
import { driverName } from './negotiation-drivers.ts';
import { positionChart, rangeEnd, type Line } from './negotiation-positions.ts';

/** The first page: what to ask for, by when, how sure, and what has to be decided. At most 120 words and four numbers. */
export function summarySection(context: PackContext): Section {
  const gate = gateOf(context.pack);
  if (context.pack.derived.fitness.grade === 'D') return unfitSection(context);
  if (gate === 'data-only') return selfServiceSection(context);
  const { say } = context;
  return {
    id: 'summary',
    kicker: say.cfo.kicker,
    title: gate === 'ranges' ? weakTitle(context) : titleOf(context),
    blocks: [
      { kind: 'cards', cards: gate === 'ranges' ? weakCards(context) : cardsOf(context) },
      positionChart(context),
      { kind: 'bullets', items: textsOf(context) },
      { kind: 'heading', text: [say.cfo.decisionHead] },
      { kind: 'paragraph', text: decisionOf(context) },
    ],
    newPage: true,
  };
}

function titleOf(context: PackContext): Text {
  const { say, pack } = context;
  const line = (key: string): FigureRef => found(context, key);
  if (pack.finding.posture === 'leave_or_build_evidence') return say.cfo.noZone(line('walkAway'), line('vendorCeiling'));
  if (pack.finding.posture === 'buy_time') return say.cfo.buyTime(line('opening'), line('target'));
  return say.cfo.ask(line('opening'), line('target'), line('walkAway'));
}

function cardsOf(context: PackContext): Card[] {
  const { pack, say } = context;
  if (pack.derived.band === 'captured-unless-proven') return capturedCards(context);
  if (!pack.finding.zone) {
    const ceiling = ownPosition(context, pack.numbers.ceiling, {
      id: 'ceiling',
      label: 'Vendor ceiling',
      formula: 'V x eligibleShare x B_1',
    });
    const note = say.cfo.note(found(context, 'vendorCeiling'), []);
    return [
      lineCard(context, 'walkAway', 'bad'),
      { label: [say.lines.ceiling], value: ceiling.yearOne, note, tone: 'navy' },
      shareCard(context),
      lineCard(context, 'opening', 'navy'),
    ];
  }
  return [
    lineCard(context, 'opening', 'navy'),
    lineCard(context, 'target', 'good'),
    lineCard(context, 'expected', 'gold'),
    lineCard(context, 'walkAway', 'bad'),
  ];
}

/** Above a million a month the first page shows whether the exit is proven, and what proving more of it is worth. */
function capturedCards(context: PackContext): Card[] {
  const { cfo } = context.say;
  return [
    shareCard(context),
    { label: [cfo.shareNeeded], value: found(context, 'minimumExitShare'), note: [cfo.shareNeededNote], tone: 'bad' },
    { label: [cfo.pointValue], value: found(context, 'sharePointValuePerYear'), note: [cfo.pointValueNote], tone: 'gold' },
    lineCard(context, 'target', 'good'),
  ];
}

const shareCard = (context: PackContext): Card => ({
  label: [context.say.cfo.share],
  value: found(context, 'credibleExitShare'),
  note: context.say.cfo.shareNote(horizonOf(context)),
  tone: 'navy',
});

/** The horizon as a figure: its length is an input of the case. */
export const horizonOf = (context: PackContext): FigureRef =>
  ownNumber(context, context.pack.finding.case.horizonMonths, {
    id: 'horizonMonths',
    label: 'Horizon',
    formula: 'horizonMonths of the case',
    unit: context.say.units.months,
  });

function lineCard(context: PackContext, line: Line, tone: Card['tone']): Card {
  const { say } = context;
  return {
    label: [say.lines[line]],
    value: found(context, `${line}.yearOne`),
    note: say.cfo.note(found(context, line), rangeText(context, line)),
    tone,
  };
}

function rangeText(context: PackContext, line: Line): Text {
  const [low, high] = [rangeEnd(context, line, 'low'), rangeEnd(context, line, 'high')];
  return low === null || high === null ? [] : context.say.cfo.between(low.discount, high.discount);
}

function weakTitle(context: PackContext): Text {
  const [low, high] = [rangeEnd(context, 'target', 'low'), rangeEnd(context, 'target', 'high')];
  return low === null || high === null ? [context.say.cfo.kicker] : context.say.cfo.weak(low.discount, high.discount);
}

function weakCards(context: PackContext): Card[] {
  const { say } = context;
  return (['target', 'opening'] as const).flatMap((line) =>
    (['low', 'high'] as const).flatMap((end): Card[] => {
      const at = rangeEnd(context, line, end);
      const label = end === 'low' ? say.lines.from(say.lines[line]) : say.lines.to(say.lines[line]);
      return at === null
        ? []
        : [{ label: [label], value: at.yearOne, note: say.cfo.note(at.discount, []), tone: line === 'target' ? 'good' : 'navy' }];
    }),
  );
}

function textsOf(context: PackContext): Text[] {
  const { pack, say } = context;
  const { grade } = pack.derived.fitness;
  const [driver] = pack.finding.sensitivity;
  return [
    ...(gateOf(pack) === 'positions' ? [[say.cfo.postures[pack.finding.posture]]] : []),
    [say.cfo.signing],
    say.cfo.grade(name(grade), say.fitness[grade]),
    ...(driver === undefined ? [] : [say.cfo.risk(driverName(context, driver))]),
  ];
}

/** The one thing that has to be decided, by when and by whom. */
function decisionOf({ pack, say, language }: PackContext): Text {
  const due = dayName(pack.decision.dueOn, language);
  const owner = pack.decision.owner === null ? say.cfo.ownerOpen : name(pack.decision.owner);
  return gateOf(pack) === 'positions' ? say.cfo.decision(due, owner) : say.cfo.decisionWeak(due, owner);
}

function unfitSection({ pack, say }: PackContext): Section {
  return {
    id: 'summary',
    kicker: say.fitness.kicker,
    title: [say.fitness.title],
    blocks: [
      { kind: 'paragraph', text: [say.fitness.intro] },
      { kind: 'bullets', items: pack.derived.fitness.reasons.map((reason): Text => [name(reason)]) },
      { kind: 'paragraph', text: [say.fitness.carried] },
    ],
    newPage: true,
  };
}

function selfServiceSection(context: PackContext): Section {
  const { pack, say } = context;
  const [family] = pack.spend.families;
  const amount =
    family === undefined
      ? []
      : [
          ownMoney(context, family.monthly, {
            id: 'family.first',
            label: `Monthly spend on ${family.name}`,
            formula: 'spend of the window / months',
          }),
        ];
  return {
    id: 'summary',
    kicker: say.selfService.kicker,
    title: [say.selfService.title],
    blocks: [
      { kind: 'paragraph', text: [say.selfService.text] },
      { kind: 'bullets', items: say.selfService.moves.map((move): Text => [move]) },
      ...amount.map((figure): Block => ({ kind: 'paragraph', text: say.selfService.largest(name(family?.name ?? ''), figure) })),
    ],
    newPage: true,
  };
}
