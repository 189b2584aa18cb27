import { billName, providerName } from './cells.ts';
import { confidenceFigure, indexFigure, shareFigure, spendFigures, type LockInContext } from './lock-in-context.ts';
import { name, words, type Card, type FigureRef, type Section, type Text } from './model.ts';

/** Below a quarter a share or index is low, from a half on it is high: the bands of the service scores. */
const LOW = 25;
const HIGH = 50;

/** The page that stands alone. */
export function lockInSummarySection(context: LockInContext): Section {
  const portfolio = { ...context.input.portfolio, slug: 'portfolio' };
  const share = shareFigure(context, portfolio, 'lockedShare');
  const low = shareFigure(context, portfolio, 'lockedShareLow');
  const high = shareFigure(context, portfolio, 'lockedShareHigh');
  const [locked, ...others] = spendFigures(context, portfolio, 'lockedSpend');
  const [scored] = spendFigures(context, portfolio, 'scoredSpend');
  const index = portfolio.exitIndex;
  const cards: Card[] = [
    { label: ['Locked share'], value: share, note: words`between ${low} and ${high}`, tone: toneOf(portfolio.lockedShare.point) },
    {
      label: ['Locked spend'],
      value: locked,
      note: others.length === 0 ? words`of ${scored} scored` : words`${listOf(others)}as billed`,
      tone: 'navy',
    },
    { label: ['Exit index'], value: indexFigure(context, portfolio), note: ['of a hundred, contracts counted in'], tone: toneOf(index) },
    {
      label: ['Confidence'],
      value: confidenceFigure(context, portfolio),
      note: portfolio.provisional ? ['provisional: much is unclassified'] : ['from bills alone at most half'],
      tone: 'gold',
    },
  ];
  return {
    id: 'summary',
    kicker: 'Executive summary',
    title: words`${share} of the scored spend is locked in${portfolio.provisional ? ' (provisional)' : ''}`,
    blocks: [
      { kind: 'cards', cards },
      { kind: 'paragraph', text: readingOf(portfolio.lockedShare.point, index) },
      { kind: 'bullets', items: findings(context) },
    ],
    newPage: true,
  };
}

/** "and 12 EUR and 3 JPY": amounts of other currencies, side by side. */
const listOf = (figures: readonly FigureRef[]): Text => figures.flatMap((figure) => ['and ', figure, ' ']);

const toneOf = (value: number): Card['tone'] => (value >= HIGH ? 'bad' : value >= LOW ? 'gold' : 'good');

/** The paradox, stated: technical lock and the lock of contracts call for different moves. */
function readingOf(share: number, index: number): Text {
  if (share < LOW && index >= HIGH) {
    return [
      'Technically most of this could move, but contracts and egress hold it: wait for expiry and negotiate now. Contract lock decays by itself.',
    ];
  }
  if (share >= HIGH) {
    return ['Most of what binds this spend is technical. It does not decay: re-engineer first, and negotiate with the part that is free.'];
  }
  if (share < LOW) return ['Little of this spend is bound by technology. Most of it could be moved or credibly offered elsewhere.'];
  return ['Part of this spend is bound by technology. The free part is leverage now; the bound part needs work before it becomes any.'];
}

function findings(context: LockInContext): Text[] {
  const { input, figure } = context;
  const found: Text[] = [];
  const byShare = [...input.providers].sort((a, b) => b.lockedShare.point - a.lockedShare.point);
  const [most] = byShare;
  if (most !== undefined && input.providers.length > 1) {
    const share = shareFigure(context, { ...most, slug: `provider.${most.provider}` }, 'lockedShare');
    found.push(words`${name(providerName(most.provider))} is bound most tightly, with a locked share of ${share}.`);
  }
  const mobile = input.mobileSpend.at(-1);
  if (mobile !== undefined) {
    const amount = figure(mobile.figureId, {
      id: `mobile.${mobile.horizonDays}`,
      label: 'Mobile spend',
      value: { kind: 'money', money: mobile.amount },
      formula: 'spend that could move within the horizon',
    });
    found.push(
      words`${mobile.horizonDays === 365 ? 'Within a year' : 'Within the longest horizon'}, spend of ${amount} a year could have moved.`,
    );
  }
  const [move] = input.cheapestMoves;
  if (move !== undefined) {
    const reduced = figure(move.figureId, {
      id: 'move.first',
      label: 'Locked spend reduced',
      value: { kind: 'money', money: move.lockedSpendReduced },
      formula: 'locked spend before − after the move',
    });
    found.push(
      words`The cheapest move is ${billName(move.serviceName)} to ${billName(move.substitute)}: locked spend falls by ${reduced}.`,
    );
  }
  const unclassified = shareFigure(context, { ...input.portfolio, slug: 'portfolio' }, 'unclassifiedShare');
  if (input.portfolio.unclassifiedShare > 0) {
    found.push(
      words`${unclassified} of the scored spend is on services that the catalogue does not know; it is counted, and it widens the interval.`,
    );
  }
  return found;
}
