import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyzeSpend } from '../../src/analysis/spend/analyze-spend.ts';
import { attosOf, decimalText } from '../../src/money.ts';
import { date, name, words, type ReportModel } from '../../src/reports/model.ts';
import { REPORTS } from '../../src/reports/registry.ts';
import { printFiles } from '../../src/reports/render/print-data.ts';
import { bareNumbers } from './bare-numbers.ts';
import { spendInputs } from './spend-arbitraries.ts';
import { INTERNAL, sampleModels } from './sample-models.ts';

const models = sampleModels();
const spendModel = (input: Parameters<typeof analyzeSpend>[0]): ReportModel =>
  REPORTS.spend.build({ finding: analyzeSpend(input), snapshotHash: 'f'.repeat(64) }, INTERNAL);

describe('figures of a report', () => {
  it('are behind every number that the samples print', () => {
    expect(bareNumbers(models.spend)).toEqual([]);
    expect(bareNumbers(models['lock-in'])).toEqual([]);
  });

  it('are missed when a number is typed into a sentence, a title or a chart', () => {
    const spend = models.spend;
    const [first, ...rest] = spend.sections;
    const typed = { ...spend, sections: [{ ...first, title: ['Spend fell by 12 percent'] }, ...rest] } as ReportModel;
    const [broken] = bareNumbers(typed);
    expect(broken).toBe('Spend fell by 12 percent');
    expect(bareNumbers({ ...spend, figures: {} }).length).toBeGreaterThan(100);
  });

  it('are behind every number whatever the bills hold: credits, no dates, names of digits, several currencies, nothing at all', () => {
    fc.assert(
      fc.property(spendInputs, (input) => {
        const model = spendModel(input);
        expect(bareNumbers(model)).toEqual([]);
        expect(Object.keys(printFiles(model))).toContain('/data.json');
      }),
      { numRuns: 150 },
    );
  });

  it('state the exact amount that their text rounds once', () => {
    fc.assert(
      fc.property(spendInputs, (input) => {
        for (const figure of Object.values(spendModel(input).figures)) {
          if (figure.value.kind !== 'money') continue;
          const printed = figure.amount.replaceAll(',', '').replace('\u2212', '-').replace('+', '');
          if (/[<>]/.test(printed)) continue;
          const attos = attosOf(figure.value.money.amount) ?? 0n;
          const places = printed.split('.')[1]?.length ?? 0;
          expect(printed).toBe(decimalText(attos, places));
        }
      }),
      { numRuns: 100 },
    );
  });

  it('carry a formula with its numbers, and a filter that leads to their rows', () => {
    const total = models.spend.figures['spend.USD.total'];
    expect(total?.evidence.substituted).toBe('sum of billedCost = 7351328.08823 USD');
    expect(total?.evidence.filter).toEqual({ range: null, where: {}, billingCurrency: 'USD' });
    const august = models.spend.figures['spend.USD.month.2026-08'];
    expect(august?.evidence.filter?.where).toEqual({ month: ['2026-08'] });
  });

  it('of two currencies are never added: each total is the sum of its own services', () => {
    const totals = Object.keys(models.spend.figures).filter((id) => /^spend\.[A-Z]+\.total$/.test(id));
    expect(totals.sort()).toEqual(['spend.EUR.total', 'spend.USD.total']);
  });
});

describe('words', () => {
  it('keep plain text, figures, names and dates apart', () => {
    expect(words`In ${date('May 2026')} by ${name('S3')}.`).toEqual([
      'In ',
      { kind: 'date', text: 'May 2026' },
      ' by ',
      { kind: 'name', text: 'S3' },
      '.',
    ]);
  });
});

describe('editions', () => {
  it('for vendors exist of the negotiation alone: all others show vendors side by side', () => {
    const shared = Object.entries(REPORTS).filter(([, { editions }]) => editions.includes('vendor'));
    expect(shared.map(([kind]) => kind)).toEqual(['negotiation']);
  });
});
