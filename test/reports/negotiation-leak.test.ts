import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shownToVendor } from '../../src/analysis/negotiation/shown-to-vendor.ts';
import type { VendorView } from '../../src/finding/vendor-view.ts';
import { createPdfPress, type PdfPress } from '../../src/node/pdf.ts';
import { printTemplate } from '../../src/node/report-maker.ts';
import { plainText, REPORT_LANGUAGES, type ReportModel } from '../../src/reports/model.ts';
import { proposalReport } from '../../src/reports/negotiation-proposal.ts';
import { negotiationReport } from '../../src/reports/negotiation-report.ts';
import { renderHtml } from '../../src/reports/render/html.ts';
import { renderJson } from '../../src/reports/render/json.ts';
import { renderMarkdown } from '../../src/reports/render/markdown.ts';
import { printFiles, type PrintFiles } from '../../src/reports/render/print-data.ts';
import { leaksIn, numbersOf, rawLeaks, secretsOf, secretWords, streamsOf, stringsOf, tokensOf, type Secret } from './leaks.ts';
import { samplePack, type SampleChanges } from './sample-negotiation.ts';

const DETACH = 'pdfdetach';
const PROGRAMS = ['pdfinfo', 'pdftotext', 'pdftohtml', DETACH];
const withPoppler = describe.skipIf(PROGRAMS.some((program) => spawnSync(program, ['-v']).status === null));

const viewOf = (changes: SampleChanges = {}): VendorView => ({ ...shownToVendor(samplePack(changes)), snapshotHash: 'feed'.repeat(16) });

const pack = samplePack();
const secrets = secretsOf(pack);
const view = viewOf();
const allowed = numbersOf(view);
const models = REPORT_LANGUAGES.map((language): [string, ReportModel] => [language, proposalReport(view, language)]);
const texts = (model: ReportModel): string[] => [
  renderMarkdown(model),
  renderHtml(model)
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replace(/ (x|y|x1|x2|y1|y2|cx|cy|d|points|width|height|viewBox|r|rx|font-size|stroke-width|fill-opacity)="[^"]*"/g, ''),
  renderJson(model).replaceAll(/"width": [\d.]+/g, ''),
];
const leaks = (text: string): string[] => leaksIn(text, secrets, allowed);

let press: PdfPress;
let folder: string;
beforeAll(() => {
  press = createPdfPress();
  folder = mkdtempSync(join(tmpdir(), 'aweigh-leak-'));
});
afterAll(async () => {
  await press.close();
  rmSync(folder, { recursive: true, force: true });
});

const printed = (files: PrintFiles): Promise<Uint8Array> => press.print({ template: printTemplate(), files });

const run = (program: string, ...args: string[]): string =>
  execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 1 << 26 });

/** What poppler reads out of a PDF, place by place; places on the page and names of namespaces are no numbers. */
const CHANNELS = {
  text: (path: string) => run('pdftotext', '-layout', path, '-'),
  info: (path: string) => run('pdfinfo', path),
  metadata: (path: string) => run('pdfinfo', '-meta', path).replaceAll(/<xmp(MM)?:(Instance|Document)ID>[^<]*<|xmlns:\w+="[^"]*"/g, '<'),
  structure: (path: string) => run('pdfinfo', '-struct-text', path).replaceAll(/^\s*\/.*$/gm, ''),
  strings: (path: string) => stringsOf(readFileSync(path)),
  outline: (path: string) =>
    run('pdftohtml', '-xml', '-stdout', '-i', path).replaceAll(/ (top|left|width|height|size|font|number|page)="[^"]*"/g, ''),
  attachments: (path: string) => {
    const attached = mkdtempSync(join(folder, 'attached-'));
    spawnSync(DETACH, ['-saveall', '-o', attached, path]);
    return readdirSync(attached)
      .map((file) => `${file}\n${readFileSync(join(attached, file), 'utf8')}`)
      .join('\n');
  },
} as const;

type Channel = keyof typeof CHANNELS;

function read(pdf: Uint8Array, channel: Channel): string {
  const path = join(folder, 'vendor.pdf');
  writeFileSync(path, pdf);
  return CHANNELS[channel](path);
}

describe('the vendor edition', () => {
  it.each(models)('in %s prints no forbidden number and no forbidden word as Markdown, HTML and JSON', (_, model) => {
    expect(secrets.length).toBeGreaterThan(80);
    for (const text of texts(model)) {
      expect(leaks(text)).toEqual([]);
      expect(secretWords(pack).filter((word) => new RegExp(word, 'i').test(text))).toEqual([]);
    }
  });

  it.each(models)('in %s is PDF whose decompressed streams spell none of them', async (_, model) => {
    const streams = streamsOf(await printed(printFiles(model)));
    expect(streams.length).toBeGreaterThan(100_000);
    expect(rawLeaks(streams, secrets)).toEqual([]);
  });

  it('says whose it is and has no attachment, and its file says no more than its name', () => {
    const [, model] = models[0] ?? ['', proposalReport(view, 'en')];
    expect(renderMarkdown(model)).toContain('Confidential: shared with AWS for negotiation only');
    expect(Object.keys(printFiles(model)).filter((path) => path.endsWith('.csv'))).toEqual([]);
    expect(model.assumptions).toEqual([]);
  });

  it('puts nothing on the table that the data does not carry, and threatens with nothing where time is bought', () => {
    for (const grade of ['C', 'D'] as const) {
      const fitness = { ...pack.derived, fitness: { grade, reasons: [] } };
      expect(viewOf({ derived: fitness }).packages).toEqual([]);
    }
    const weak = viewOf({ case: { evidence: 'none', groups: pack.finding.case.groups.map((group) => ({ ...group, cutoverMonth: 30 })) } });
    expect(weak.portability.milestones).toEqual([]);
  });

  it('prints no forbidden number whatever the case is', () => {
    const ratio = fc.double({ min: 0.41, max: 1.3, noNaN: true });
    fc.assert(
      fc.property(ratio, fc.double({ min: 0.011, max: 0.19, noNaN: true }), fc.integer({ min: 1, max: 60 }), (target, growth, effort) => {
        const changes: SampleChanges = {
          case: {
            growth,
            groups: pack.finding.case.groups.map((group) => ({ ...group, targetCostRatio: target, effortPersonMonths: effort })),
          },
        };
        const changed = samplePack(changes);
        const shown = viewOf(changes);
        const long = secretsOf(changed).filter(({ kind }) => kind === 'money');
        const text = texts(proposalReport(shown, 'en')).join('\n');
        expect(leaksIn(text, long, numbersOf(shown))).toEqual([]);
      }),
      { numRuns: 8 },
    );
  });
});

withPoppler('the vendor edition, read by poppler', () => {
  it.each(models)('in %s prints no forbidden number in text, outline, alternative texts, metadata and attachments', async (_, model) => {
    const pdf = await printed(printFiles(model));
    const all = (Object.keys(CHANNELS) as Channel[]).map((channel) => read(pdf, channel));
    expect(all.join('\n')).toContain('feedfeed');
    expect(read(pdf, 'strings')).toContain(plainText(model.sections[0]?.title ?? [], model.figures));
    for (const text of all) {
      expect(leaks(text)).toEqual([]);
      expect(secretWords(pack).filter((word) => new RegExp(word, 'i').test(text))).toEqual([]);
    }
  });

  const [, model] = models[0] ?? ['', proposalReport(view, 'en')];
  const files = printFiles(model);
  const planted = '11.5%';
  const withData = (change: (copy: PrintData) => void): PrintFiles => {
    const copy = JSON.parse(files['/data.json'] ?? '{}') as PrintData;
    change(copy);
    return { ...files, '/data.json': JSON.stringify(copy) };
  };

  it.each<[string, Channel, PrintFiles]>([
    ['the title', 'info', withData((copy) => void (copy['title'] = planted))],
    ['the description', 'metadata', withData((copy) => void (copy['subtitle'] = planted))],
    ['the keywords', 'metadata', withData((copy) => void (copy['hash'] = planted))],
    ['the outline', 'outline', withData((copy) => copy.sections.slice(0, 1).forEach((section) => void (section.title = planted)))],
    [
      'an alternative text',
      'strings',
      withData((copy) => copy.sections.forEach(({ blocks }) => blocks.forEach((block) => void (block.alt = planted)))),
    ],
    [
      'an attachment',
      'attachments',
      { ...withData((copy) => void (copy['attachments'] = [{ path: '/x.csv', name: 'x.csv', description: 'x' }])), '/x.csv': planted },
    ],
    [
      'a chart',
      'text',
      Object.fromEntries(
        Object.entries(files).map(([path, text]) => [
          path,
          text.replace('</svg>', `<text x="60" y="60" font-size="12">${planted}</text></svg>`),
        ]),
      ),
    ],
  ])('is caught when a forbidden number is planted in %s', async (_, channel, variant) => {
    expect(leaksIn(planted, secrets, allowed)).not.toEqual([]);
    expect(leaks(read(await printed(variant), channel))).not.toEqual([]);
  });
});

type PrintData = Record<string, unknown> & { sections: { title: string; blocks: { alt?: string }[] }[] };

describe('the leak check', () => {
  const spellings = ({ kind, value }: Secret): string[] => {
    const size = Math.abs(value);
    if (kind === 'money') {
      const grouped = Math.round(size).toLocaleString('en-US');
      return [
        grouped,
        grouped.replaceAll(',', '.'),
        grouped.replaceAll(',', '\u202f'),
        grouped.replaceAll(',', "'"),
        String(Math.round(size)),
        size.toFixed(2),
        ...(size >= 1e3 ? [`${Math.round(size / 1e3)}k`, `${(size / 1e3).toFixed(1)} thousand`] : []),
      ];
    }
    const percent = kind === 'score' ? size : 100 * size;
    return [0, 1, 2, 3]
      .map((places) => `${percent.toFixed(places)}%`)
      .concat([`${percent.toFixed(1)} percent`, percent.toFixed(2), ...(kind === 'fraction' ? [size.toFixed(3), size.toFixed(4)] : [])]);
  };

  it('finds every forbidden number in every spelling, wherever it is planted', () => {
    const [, model] = models[0] ?? ['', proposalReport(view, 'en')];
    for (const secret of secrets) {
      for (const spelling of spellings(secret).filter((one) => tokensOf(one).some(({ value }) => value !== 0))) {
        expect(leaksIn(`x ${spelling} y`, [secret], []), `${secret.name} as ${spelling}`).not.toEqual([]);
      }
    }
    const plant = spellings(secrets.find(({ name }) => name === 'walkAway, year one') ?? { name: '', kind: 'money', value: 1 })[0] ?? '';
    const [first] = model.sections;
    const places: ReportModel[] = [
      { ...model, title: plant },
      { ...model, subtitle: [plant] },
      { ...model, scope: [plant] },
      { ...model, snapshotHash: plant },
      { ...model, cover: [{ label: plant, text: [] }] },
      { ...model, sections: first === undefined ? [] : [{ ...first, kicker: plant }] },
      { ...model, sections: first === undefined ? [] : [{ ...first, title: [plant] }] },
      { ...model, sections: first === undefined ? [] : [{ ...first, blocks: [{ kind: 'paragraph', text: [plant] }] }] },
    ];
    for (const place of places) {
      const shown = texts(place).filter((text) => text.includes(plant));
      expect(shown.length).toBeGreaterThan(0);
      for (const text of shown) expect(leaks(text)).not.toEqual([]);
    }
  });

  it('finds the internal edition full of them', () => {
    expect(new Set(leaks(renderMarkdown(negotiationReport(pack, 'en'))).map((leak) => leak.split(':')[0])).size).toBeGreaterThan(20);
  });

  it('reads numbers with any separator and unit', () => {
    expect(tokensOf('1,234.5 and 1.234,5').map(({ value }) => value)).toEqual([1234.5, 1234.5]);
    expect(tokensOf('343k 1.2M 11.5 %').map(({ value, unit }) => [value, unit])).toEqual([
      [343, 'thousand'],
      [1.2, 'million'],
      [11.5, 'percent'],
    ]);
  });
});
