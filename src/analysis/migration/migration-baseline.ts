import type { MigrationBaseline, ProviderBaseline } from '../../finding/migration-finding.ts';
import type { EstimateBase } from './estimate-base.ts';
import type { FigureNotes } from './figure-notes.ts';
import { central } from './scenario-math.ts';
import type { IncumbentBaseline, StayBaseline } from './stay-baseline.ts';
import { rounded, usdJson, usdText } from './usd.ts';

interface BaselineDeps {
  readonly base: EstimateBase;
  readonly stay: StayBaseline;
  readonly notes: FigureNotes;
  readonly coverageFigure: string;
}

/** Today, and what it could be without leaving, as a whole and by incumbent. */
export function migrationBaseline({ base, stay, notes, coverageFigure }: BaselineDeps): MigrationBaseline {
  const listed = stay.incumbents.some((one) => one.list.knownShare > 0);
  const list = stay.incumbents.reduce((sum, one) => sum + one.today * one.list.ratio, 0);
  const after = central(stay.stay);
  return {
    effective: usdJson(stay.today),
    listEquivalent: listed ? usdJson(list) : null,
    afterInPlaceOptimisation: usdJson(after),
    hygiene: usdJson(central(stay.hygiene)),
    providers: stay.incumbents.map((one) => providerBaseline(one, { base, notes })),
    figureIds: { ...totalFigures({ base, stay, notes }), coverage: coverageFigure },
  };
}

const money = (usd: number) => ({ kind: 'money' as const, money: usdJson(usd) });

type FigureDeps = Pick<BaselineDeps, 'base' | 'notes'>;

function totalFigures({ base, stay, notes }: Omit<BaselineDeps, 'coverageFigure'>): Record<string, string> {
  const all = { range: base.input.window, where: {} };
  const after = central(stay.stay);
  return {
    effective: notes.add({
      slug: 'today.effective',
      label: 'Effective spend a month',
      value: money(stay.today),
      formula: 'effective cost of the window / its months',
      substituted: usdText(stay.today),
      filter: all,
    }),
    afterInPlaceOptimisation: notes.add({
      slug: 'today.after-in-place',
      label: 'Spend a month with nothing left on the table',
      value: money(after),
      formula: 'today + hygiene + packing on own Kubernetes where that is cheaper',
      substituted: `${usdText(stay.today)} - ${usdText(stay.today - after)} = ${usdText(after)}`,
      filter: all,
      assumptions: ['rightSizing.adoption', 'packing.slackAutoscaled', 'purchase.spotShare'],
    }),
    hygiene: notes.add({
      slug: 'today.hygiene',
      label: 'Hygiene a month',
      value: money(central(stay.hygiene)),
      formula: 'today x (adoption x size needed where it stands + (1 - adoption)) - today',
      substituted: usdText(central(stay.hygiene)),
      filter: all,
      assumptions: ['rightSizing.adoption'],
    }),
  };
}

function providerBaseline(one: IncumbentBaseline, { base, notes }: FigureDeps): ProviderBaseline {
  return {
    provider: one.provider,
    effective: usdJson(one.today),
    listEquivalent: usdJson(one.today * one.list.ratio),
    listKnownShare: rounded(one.list.knownShare),
    afterInPlaceOptimisation: usdJson(central(one.stay)),
    notEligible: usdJson(one.notEligible),
    figureId: notes.add({
      slug: `today.${one.provider}`,
      label: `Effective spend a month, ${one.provider}`,
      value: money(one.today),
      formula: 'effective cost of the window / its months; list-equivalent = effective x list / contracted',
      substituted: `${usdText(one.today)} x ${rounded(one.list.ratio, 4)} = ${usdText(one.today * one.list.ratio)} at list-equivalent price`,
      filter: { range: base.input.window, where: {} },
    }),
  };
}
