import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DerivedCase, FitnessGrade } from '../../src/finding/derived-case.ts';
import type { EvidenceLevel } from '../../src/finding/negotiation-case.ts';
import { plainText, REPORT_LANGUAGES, type ReportModel } from '../../src/reports/model.ts';
import { negotiationReport } from '../../src/reports/negotiation-report.ts';
import { renderHtml } from '../../src/reports/render/html.ts';
import { renderJson } from '../../src/reports/render/json.ts';
import { renderMarkdown } from '../../src/reports/render/markdown.ts';
import { bareNumbers } from './bare-numbers.ts';
import { negotiationModels } from './sample-models.ts';
import { sampleCase, samplePack, type SampleChanges } from './sample-negotiation.ts';

const golden = (file: string): string => readFileSync(new URL(`../../reports/negotiation/${file}`, import.meta.url), 'utf8');
const graded = (grade: FitnessGrade, band: DerivedCase['band'] = 'bargaining'): SampleChanges => ({
  derived: { band, fitness: { grade, reasons: ['one reason'] } },
});
const report = (changes: SampleChanges): ReportModel => negotiationReport(samplePack(changes), 'en');
const ids = (model: ReportModel): string[] => model.sections.map(({ id }) => id);
const printedKeys = (model: ReportModel): string[] => Object.keys(model.figures);

const LATE = sampleCase.groups.map((group) => ({ ...group, cutoverMonth: 30, targetCostRatio: 0.95 }));
const DEAR = sampleCase.groups.map((group) => ({ ...group, targetCostRatio: 0.2, effortPersonMonths: 1 }));

/** Every posture, grade and band. */
const VARIANTS: readonly [string, SampleChanges][] = [
  ['grade A', graded('A')],
  ['grade B', graded('B')],
  ['grade C', graded('C')],
  ['grade D', graded('D')],
  ['a bill below any programme', graded('B', 'self-service')],
  ['a bill above a million a month', graded('B', 'captured-unless-proven')],
  ['little leverage', { case: { evidence: 'none', groups: LATE } }],
  ['no zone of agreement', { case: { groups: DEAR, evidence: 'none' } }],
  ['nothing that moves', { case: { groups: sampleCase.groups.map((group) => ({ ...group, movable: false })) } }],
  [
    'no commitment, contract, offer or date',
    {
      case: { commitments: [], plannedSignature: null, existingAgreementEnd: null, packages: [], asks: {} },
      pack: { commitments: [], offers: [], benchmarks: [], legalFacts: [], lockIn: null },
    },
  ],
  ['the last rung of evidence', { case: { evidence: 'tenth_of_spend_elsewhere', currentDiscount: 0 } }],
];

describe('the negotiation pack', () => {
  it('gives the goldens of both editions (npm run goldens rewrites them)', () => {
    for (const [file, model] of Object.entries(negotiationModels())) {
      expect(renderMarkdown(model)).toBe(golden(`${file}.md`));
      if (model.language !== 'en') continue;
      expect(renderJson(model)).toBe(golden(`${file}.json`));
      expect(renderHtml(model)).toBe(golden(`${file}.html`));
    }
  });

  it.each(VARIANTS)('has a figure behind every number, in both languages, with %s', (_, changes) => {
    for (const language of REPORT_LANGUAGES) {
      const model = negotiationReport(samplePack(changes), language);
      expect(bareNumbers(model)).toEqual([]);
      expect(renderMarkdown(model)).not.toMatch(/undefined|NaN|\[object/);
    }
  });

  it.each(VARIANTS)(
    'says on the first page what the CFO needs, in at most 120 words, four numbers and one chart, with %s',
    (_, changes) => {
      const model = report(changes);
      const [page] = model.sections;
      const blocks = page?.blocks ?? [];
      const say = (text: Parameters<typeof plainText>[0]): string => plainText(text, model.figures);
      const words = [
        say(page?.title ?? []),
        ...blocks.flatMap((block) => {
          if (block.kind === 'cards') return block.cards.flatMap(({ label, value, note }) => [say(label), say([value]), say(note)]);
          if (block.kind === 'bullets') return block.items.map(say);
          if (block.kind === 'chart') return [block.chart.title, say(block.note)];
          return block.kind === 'paragraph' || block.kind === 'heading' ? [say(block.text)] : [];
        }),
      ].join(' ');
      expect(words.split(/\s+/).length).toBeLessThanOrEqual(120);
      expect(blocks.filter(({ kind }) => kind === 'chart').length).toBeLessThanOrEqual(1);
      expect(blocks.flatMap((block) => (block.kind === 'cards' ? block.cards : [])).length).toBeLessThanOrEqual(4);
      expect(words.match(/Decision/g)?.length ?? 0).toBeLessThanOrEqual(1);
      expect(page?.newPage).toBe(true);
    },
  );

  it('has every page of the internal edition where the data carries it', () => {
    const full = ids(report(graded('A')));
    const pages = ['summary', 'alternatives', 'sensitivity', 'binding', 'timing', 'leverage', 'asks', 'packages', 'ladder'];
    const rest = [
      'benchmarks',
      'offers',
      'exit',
      'lock-in',
      'cash',
      'levers',
      'legal',
      'coverage',
      'gaps',
      'method',
      'assumptions',
      'glossary',
    ];
    expect(full).toEqual([...pages, ...rest]);
  });

  it('prints neither walk-away nor d* at grade C, and no position at all at grade D or below a programme', () => {
    const lines = /\.(walkaway|dstar|dstarfullexit|target|opening|expected|concessionladder|floor|vendorceiling)(\.|$)/;
    expect(printedKeys(report(graded('A'))).filter((key) => lines.test(key)).length).toBeGreaterThan(8);
    const weak = printedKeys(report(graded('C')));
    expect(
      weak.filter((key) => (lines.test(key) && !/range\.(target|opening)\./.test(key)) || /range\.walkAway|effect\.|ladder/.test(key)),
    ).toEqual([]);
    expect(weak.filter((key) => /range\.(target|opening)/.test(key)).length).toBeGreaterThan(3);
    for (const changes of [graded('D'), graded('A', 'self-service')]) {
      expect(printedKeys(report(changes)).filter((key) => lines.test(key) || /range\.|effect\.|ladder|outcome/.test(key))).toEqual([]);
    }
    expect(ids(report(graded('D'))).slice(0, 3)).toEqual(['summary', 'binding', 'lock-in']);
  });

  it('has no line outside of its own range', () => {
    for (const [, changes] of VARIANTS) {
      const { finding, numbers } = samplePack(changes);
      for (const line of ['walkAway', 'target', 'opening', 'expected'] as const) {
        const at = finding[line]?.discount ?? 0;
        expect(numbers.ranges.low[line]?.discount ?? at).toBeLessThanOrEqual(at + 1e-12);
        expect(numbers.ranges.high[line]?.discount ?? at).toBeGreaterThanOrEqual(at - 1e-12);
      }
    }
  });

  it('is wider at grade B than at grade A', () => {
    const width = (grade: FitnessGrade): number => {
      const { low, high } = samplePack(graded(grade)).numbers.ranges;
      return high.walkAway.discount - low.walkAway.discount;
    };
    expect(width('B')).toBeGreaterThan(width('A'));
  });

  it('never bluffs: the tone of the first page follows the numbers', () => {
    const title = (changes: SampleChanges): string => {
      const model = report(changes);
      return plainText(model.sections[0]?.title ?? [], model.figures);
    };
    expect(title({})).toMatch(/^Ask for .*, aim for .*, walk away under /);
    expect(title({ case: { evidence: 'none', groups: LATE } })).toMatch(/^Buy time/);
    expect(title({ case: { groups: DEAR, evidence: 'none' } })).toMatch(/^Under .* leaving is cheaper/);
  });

  it('keeps its law for any case', () => {
    const evidence = fc.constantFrom<EvidenceLevel>('none', 'written_quote', 'proof_of_concept', 'production_workload');
    fc.assert(
      fc.property(
        evidence,
        fc.double({ min: 0.2, max: 1.4, noNaN: true }),
        fc.constantFrom<FitnessGrade>('A', 'B', 'C', 'D'),
        (level, ratio, grade) => {
          const groups = sampleCase.groups.map((group) => ({ ...group, targetCostRatio: ratio }));
          const model = report({ ...graded(grade), case: { evidence: level, groups } });
          expect(bareNumbers(model)).toEqual([]);
          for (const { title } of model.sections) expect(plainText(title, model.figures).length).toBeGreaterThan(5);
        },
      ),
      { numRuns: 10 },
    );
  });
});
