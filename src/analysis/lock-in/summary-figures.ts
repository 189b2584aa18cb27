import { lockInConstant, type LockInConstantId } from '../../catalog/lock-in-constants.ts';
import type { FigureValue } from '../../finding/figure.ts';
import type { ChargeFilter } from '../../focus/filter.ts';
import { exactText, money, moneyJson } from '../../money.ts';
import { assumptionOf, type FigureList } from './figure-list.ts';
import type { LockInSummary } from '../../finding/lock-in-finding.ts';
import type { SituationFacets } from './exit-index.ts';
import type { LockedShare } from './locked-share.ts';
import { distinct, type ServiceGroup } from './service-groups.ts';
import { lockedFraction, round } from './service-score.ts';

/** What the figures of one summary are made from. */
export interface SummaryNumbers {
  readonly slug: string;
  readonly label: string;
  readonly currency: string;
  readonly filter: ChargeFilter;
  readonly groups: readonly ServiceGroup[];
  readonly months: number;
  readonly share: LockedShare;
  readonly index: number;
  readonly confidence: number;
  readonly situation: SituationFacets;
  readonly exitWeeks: LockInSummary['exitWeeks'];
}

interface Spec {
  readonly name: string;
  readonly label: string;
  readonly value: FigureValue;
  readonly formula: string;
  readonly substituted: string;
  readonly constants: readonly LockInConstantId[];
}

/** Adds the figures of a summary and answers their ids by name. */
export function summaryFigures(figures: FigureList, numbers: SummaryNumbers): Record<string, string> {
  const catalogRows = distinct(numbers.groups.flatMap((group) => group.cells[0]?.cell.catalogKey ?? []));
  const specs = [...shareSpecs(numbers), ...sumSpecs(numbers), ...situationSpecs(numbers)];
  return Object.fromEntries(
    specs.map(({ name, label, value, formula, substituted, constants }) => [
      name,
      figures.add({
        slug: `${numbers.slug}.${name}`,
        label: `${label}, ${numbers.label}`,
        value,
        evidence: { formula, substituted, filter: numbers.filter, catalogRows, assumptions: constants.map(assumptionOf) },
      }),
    ]),
  );
}

const percent = (value: number): FigureValue => ({ kind: 'percent', value: round(value, 4) });

function shareSpecs({ share, currency }: SummaryNumbers): Spec[] {
  const text = (attos: bigint): string => `${exactText(attos)} ${currency}`;
  const all = text(share.scoredSpend);
  const classifiedShare = share.unclassifiedShare === 100 ? 0 : share.low / (1 - share.unclassifiedShare / 100);
  return [
    {
      name: 'lockedShare',
      label: 'Locked share',
      value: percent(share.point),
      formula: '100 x (locked spend + unknown spend x max(0.5, locked share of the classified part)) / scored spend',
      substituted: `100 x (${text(share.lockedSpend)} + ${text(share.unclassifiedSpend)} x max(0.5, ${round(classifiedShare / 100, 4)})) / ${all} = ${round(share.point, 4)}`,
      constants: ['portableBelow', 'reachFactor', 'priorCap', 'unknownFloor'],
    },
    {
      name: 'lockedShareLow',
      label: 'Locked share, low',
      value: percent(share.low),
      formula: '100 x locked spend / scored spend, unknown as portable',
      substituted: `100 x ${text(share.lockedSpend)} / ${all} = ${round(share.low, 4)}`,
      constants: ['portableBelow', 'reachFactor', 'priorCap'],
    },
    {
      name: 'lockedShareHigh',
      label: 'Locked share, high',
      value: percent(share.high),
      formula: '100 x (locked spend with reach beyond the cap + unknown spend) / scored spend',
      substituted: `100 x (${text(share.lockedSpendWithoutCap)} + ${text(share.unclassifiedSpend)}) / ${all} = ${round(share.high, 4)}`,
      constants: ['portableBelow', 'reachFactor'],
    },
    {
      name: 'withoutReach',
      label: 'Locked share without reach',
      value: percent(share.withoutReach),
      formula: '100 x (sum(spend x max(0, (T - 25) / 75)) + unknown as in the locked share) / scored spend',
      substituted: `100 x (${text(share.baseLockedSpend)} + unknown of ${text(share.unclassifiedSpend)}) / ${all} = ${round(share.withoutReach, 4)}`,
      constants: ['portableBelow', 'unknownFloor'],
    },
    {
      name: 'unclassifiedShare',
      label: 'Unclassified share',
      value: percent(share.unclassifiedShare),
      formula: '100 x unclassified spend / scored spend',
      substituted: `100 x ${text(share.unclassifiedSpend)} / ${all} = ${round(share.unclassifiedShare, 4)}`,
      constants: ['provisionalAbove'],
    },
  ];
}

function sumSpecs({ share, currency, groups, exitWeeks }: SummaryNumbers): Spec[] {
  const scored = groups.flatMap((group) => (group.score === null || group.spend === 0n ? [] : [{ group, score: group.score.score }]));
  const locked = exactText(share.lockedSpend);
  return [
    {
      name: 'meanScore',
      label: 'Mean score',
      value: { kind: 'score', value: round(share.meanScore, 4) },
      formula: 'sum(spend x T) / classified spend',
      substituted: `(${listed(scored.map(({ group, score }) => `${exactText(group.spend)} x ${round(score, 2)}`))}) / ${exactText(share.classifiedSpend)} = ${round(share.meanScore, 4)}`,
      constants: ['meanWeight', 'blockWeight'],
    },
    {
      name: 'lockedSpend',
      label: 'Locked spend',
      value: { kind: 'money', money: moneyJson(money(share.lockedSpend, currency)) },
      formula: "sum(spend x h'), h' = max(h, 0.6 x rho x h(glue)), h = max(0, (T - 25) / 75)",
      substituted: `${listed(scored.filter(({ score }) => lockedFraction(score) > 0).map(({ group, score }) => `${exactText(group.spend)} x ${round(lockedFraction(score), 4)}`))} + ${exactText(share.lockedSpend - share.baseLockedSpend)} by reach = ${locked} ${currency}`,
      constants: ['portableBelow', 'reachFactor', 'priorCap'],
    },
    {
      name: 'exitWeeks',
      label: 'Exit effort',
      value: { kind: 'number', value: exitWeeks.likely, unit: 'person-weeks' },
      formula: '1.2 x (platform once + sum(base x n^0.8)); PERT means add up, deviations in quadrature',
      substituted: `1.2 x (${listed(groups.flatMap(({ row, workloads }) => (row === null || row.exitWeeks.likely === 0 ? [] : [`${row.exitWeeks.likely} x ${workloads}^0.8`])))}, platform where none exists) = ${exitWeeks.likely}; 80 of 100 between ${exitWeeks.p10} and ${exitWeeks.p90}`,
      constants: ['effortExponent', 'coordination', 'platformLikely', 'functionsPerGroup'],
    },
  ];
}

function situationSpecs({ share, index, situation, confidence, months }: SummaryNumbers): Spec[] {
  const { commitment, egress, skills } = situation;
  const unknownPart = round(share.unclassifiedShare / 100, 4);
  return [
    {
      name: 'exitIndex',
      label: 'Exit index',
      value: percent(index),
      formula: '100 x (1 - (1 - locked / 100)(1 - 0.35 K)(1 - 0.15 E)(1 - 0.15 Z))',
      substituted: `100 x (1 - (1 - ${round(share.point, 4)} / 100)(1 - 0.35 x ${known(commitment)})(1 - 0.15 x ${known(egress)})(1 - 0.15 x ${known(skills)})) = ${round(index, 4)}`,
      constants: ['commitmentWeight', 'egressWeight', 'skillsWeight', 'commitmentMonths'],
    },
    {
      name: 'confidence',
      label: 'Confidence',
      value: percent(100 * confidence),
      formula: '(1 - U) x evidence level x min(1, months / 3)',
      substituted: `(1 - ${unknownPart}) x ${lockInConstant('billEvidence')} x min(1, ${months} / 3) = ${round(confidence, 4)}`,
      constants: ['billEvidence', 'monthsForConfidence'],
    },
  ];
}

const known = (value: number | null): string => (value === null ? '0 (unknown)' : `${round(value, 4)}`);

const TERMS_LISTED = 12;

/** The largest terms of a sum, and how many more there are. */
function listed(terms: readonly string[]): string {
  const more = terms.length - TERMS_LISTED;
  return terms.length === 0 ? '0' : terms.slice(0, TERMS_LISTED).join(' + ') + (more > 0 ? ` + ${more} more` : '');
}
