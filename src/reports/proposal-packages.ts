import type { OfferedAsks, OfferedPackage } from '../finding/vendor-view.ts';
import { left, right } from './cells.ts';
import type { Figure } from '../finding/figure.ts';
import { name, type FigureRef, type Section, type Table, type Text } from './model.ts';
import { estimatedMoney } from './negotiation-amount.ts';
import { viewShare, type ProposalContext } from './proposal-context.ts';

/** The opening as it is put on the table: packages, each of which would be signed. */
export function proposalPackages(context: ProposalContext): Section {
  const { view, say, units } = context;
  const term = numberOf(context, 'termYears', { kind: 'number', value: view.termYears, unit: units.years });
  const none = view.packages.length === 0;
  return {
    id: 'proposal',
    kicker: say.opening.kicker,
    title: [none ? say.opening.titleNone : say.opening.title],
    blocks: none
      ? [{ kind: 'paragraph', text: [say.opening.none] }]
      : [packageTable(context), { kind: 'paragraph', text: say.opening.term(term) }],
    newPage: true,
  };
}

const numberOf = ({ figure }: ProposalContext, id: string, value: Figure['value']): FigureRef =>
  figure(undefined, { id, label: id, value, formula: 'as proposed' });

function packageTable(context: ProposalContext): Table {
  const { view, say } = context;
  const { heads } = say.opening;
  return {
    kind: 'table',
    caption: [say.opening.caption],
    columns: [left([heads.name], 2), right([heads.headline], 1.2), left([heads.asks], 5)],
    rows: view.packages.map((one, index) => ({
      cells: [
        { text: [name(one.name)] },
        { text: [viewShare(context, `package.${index + 1}.headline`, one.headline)] },
        { text: asksText(context, one, index + 1) },
      ],
    })),
  };
}

/** The asks of a package with their sizes, in the order of the model. */
function asksText(context: ProposalContext, { asks }: OfferedPackage, index: number): Text {
  const told = askTexts(context, asks, index);
  if (told.length === 0) return [context.say.opening.plain];
  return told.flatMap((text, place): Text => (place === 0 ? text : [context.say.opening.and, ...text]));
}

function askTexts(context: ProposalContext, asks: OfferedAsks, index: number): Text[] {
  const { say, view, units } = context;
  const { asks: phrases } = say.opening;
  const id = (ask: string): string => `package.${index}.${ask}`;
  const amount = (ask: string, value: number): FigureRef =>
    numberOf(context, id(ask), { kind: 'money', money: estimatedMoney(value, view.currency) });
  const { credits, transferRateCut, shortfallRollover, priceProtection, paymentTerms, supportFeeCut } = asks;
  return [
    credits && phrases.credits(amount('credits', credits.face)),
    transferRateCut && phrases.transferRateCut(viewShare(context, id('transferRateCut'), transferRateCut.cut)),
    shortfallRollover && phrases.shortfallRollover(viewShare(context, id('shortfallRollover'), shortfallRollover.rolloverFraction)),
    priceProtection && phrases.priceProtection(viewShare(context, id('priceProtection'), priceProtection.coveredShare)),
    paymentTerms &&
      phrases.paymentTerms(numberOf(context, id('paymentTerms'), { kind: 'number', value: paymentTerms.extraDays, unit: units.days })),
    supportFeeCut && phrases.supportFeeCut(amount('supportFeeCut', supportFeeCut.monthlySaving)),
  ].filter((text) => text !== undefined);
}
