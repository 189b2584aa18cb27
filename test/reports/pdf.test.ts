import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { analyzeSpend, type SpendInput } from '../../src/analysis/spend/analyze-spend.ts';
import { createPdfPress, type PdfPress } from '../../src/node/pdf.ts';
import { printTemplate } from '../../src/node/report-maker.ts';
import { plainText, type ReportModel } from '../../src/reports/model.ts';
import { REPORTS } from '../../src/reports/registry.ts';
import { printFiles } from '../../src/reports/render/print-data.ts';
import { sampleSpend } from './sample-company.ts';
import { INTERNAL, negotiationModels, sampleModels } from './sample-models.ts';

/** Poppler reads what was written with other eyes; where it is not installed its tests say so and are passed over. */
const answers = (program: string): boolean => spawnSync(program, ['-v']).status !== null;
const hasPoppler = ['pdfinfo', 'pdffonts', 'pdftotext', 'pdftohtml', 'pdfdetach'].every(answers);
const withPoppler = describe.skipIf(!hasPoppler);

let press: PdfPress;
let folder: string;
let vendorPdf: Uint8Array;
beforeAll(async () => {
  press = createPdfPress();
  vendorPdf = await print(press, { ...sampleModels().spend, edition: 'vendor', vendor: 'AWS' });
  folder = mkdtempSync(join(tmpdir(), 'aweigh-pdf-'));
});
afterAll(async () => {
  await press.close();
  rmSync(folder, { recursive: true, force: true });
});

const print = (by: PdfPress, model: ReportModel): Promise<Uint8Array> => by.print({ template: printTemplate(), files: printFiles(model) });
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const spendModel = (input: SpendInput): ReportModel =>
  REPORTS.spend.build({ finding: analyzeSpend(input), snapshotHash: 'b'.repeat(64) }, INTERNAL);
const golden = (kind: string): Uint8Array => readFileSync(new URL(`../../reports/${kind}/sample.pdf`, import.meta.url));

/** The sample with its groups changed. */
const spendWith = (change: (groups: SpendInput['services']['groups']) => SpendInput['services']['groups']): SpendInput => ({
  ...sampleSpend,
  services: { ...sampleSpend.services, groups: change(sampleSpend.services.groups) },
});

describe('PDF', () => {
  it('has the same bytes from two fresh threads, and those of the goldens', async () => {
    const other = createPdfPress();
    try {
      for (const [kind, model] of Object.entries(sampleModels())) {
        const first = sha256(await print(press, model));
        expect(sha256(await print(other, model))).toBe(first);
        expect(first, `npm run goldens rewrites reports/${kind}/sample.pdf`).toBe(sha256(golden(kind)));
      }
    } finally {
      await other.close();
    }
  });

  it('of the negotiation has the bytes of its goldens, in both editions and languages', async () => {
    for (const [file, model] of Object.entries(negotiationModels())) {
      const known = readFileSync(new URL(`../../reports/negotiation/${file}.pdf`, import.meta.url));
      expect(sha256(await print(press, model)), `npm run goldens rewrites reports/negotiation/${file}.pdf`).toBe(sha256(known));
    }
  });

  it('answers a template that does not compile with report_failed, and prints the next document', async () => {
    await expect(press.print({ template: '#nothing-of-that-name', files: {} })).rejects.toMatchObject({ code: 'report_failed' });
    expect(await press.print({ template: 'text', files: {} })).toBeInstanceOf(Uint8Array);
  });

  it.each([
    ['no charges at all', spendWith(() => [])],
    ['one month', spendWith((groups) => groups.filter((group) => group.key['month'] === '2026-03'))],
    ['undated charges only', spendWith((groups) => groups.slice(0, 3).map((group) => ({ ...group, key: { ...group.key, month: '' } })))],
    ['credits only', spendWith((groups) => groups.map((group) => ({ ...group, amount: { ...group.amount, attos: -group.amount.attos } })))],
    [
      'a name without glyphs, of 500 characters',
      spendWith((groups) => groups.map((group) => ({ ...group, key: { ...group.key, serviceName: '🙂\u0001𠮟עבר'.repeat(60) } }))),
    ],
  ])('prints %s', async (_, input) => {
    const bytes = await print(press, spendModel(input));
    expect(new TextDecoder('latin1').decode(bytes.subarray(0, 5))).toBe('%PDF-');
  });
});

withPoppler('PDF, read by poppler', () => {
  it('of the negotiation is tagged, says its language, and has a bookmark for every section', () => {
    for (const [file, model] of Object.entries(negotiationModels())) {
      const path = new URL(`../../reports/negotiation/${file}.pdf`, import.meta.url).pathname;
      expect(run('pdfinfo', path)).toMatch(/Tagged:\s+yes/);
      expect(readFileSync(path, 'latin1')).toContain(`/Lang (${model.language})`);
      const outline = run('pdftohtml', '-xml', '-stdout', '-i', path).match(/<outline>.*<\/outline>/s)?.[0] ?? '';
      const said = outline.replaceAll('\u00a0', ' ').replaceAll('&amp;', '&').replaceAll('\u200b', '');
      const titles = model.sections.map(({ title }) => plainText(title, model.figures));
      expect(titles.filter((title) => !said.includes(title))).toEqual([]);
    }
  });

  const run = (program: string, ...args: string[]): string =>
    execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const fileOf = (kind: string): string => {
    const path = join(folder, `${kind}.pdf`);
    writeFileSync(path, golden(kind));
    return path;
  };

  it.each(['spend', 'lock-in'])('%s is tagged, titled, dated by its data and set in embedded fonts', (kind) => {
    const path = fileOf(kind);
    const info = run('pdfinfo', path);
    expect(info).toMatch(/Tagged:\s+yes/);
    expect(info).toMatch(/Title:\s+Cloud/);
    expect(info).toMatch(kind === 'spend' ? /CreationDate:.*Nov\s+9 .*2026/ : /CreationDate:.*Oct\s+31 .*2026/);
    const fonts = run('pdffonts', path)
      .split('\n')
      .slice(2)
      .filter((line) => line !== '');
    expect(fonts.length).toBeGreaterThanOrEqual(3);
    expect(fonts.every((line) => / yes +yes +yes /.test(line))).toBe(true);
  });

  it('has a structure tree of headings, tables with heads, lists and figures with alternative text', () => {
    const tree = run('pdfinfo', '-struct-text', fileOf('spend'));
    for (const tag of ['H1', 'H2', 'Table', 'TR', 'TH', 'TD', 'L', 'LI', 'Figure']) expect(tree).toMatch(new RegExp(`\\b${tag}\\b`));
    expect(new TextDecoder('latin1').decode(golden('spend'))).toContain('/StructTreeRoot');
  });

  it('says Japanese names, true minus and page x of y as text', () => {
    const text = run('pdftotext', '-layout', fileOf('spend'), '-');
    expect(text.replaceAll(/\s/g, '')).toContain('ストレージアカウント');
    expect(text).toContain('\u22125.5%');
    expect(text).toMatch(/page 2 of \d/);
    expect(text).toContain('snapshot a11ea11ea11e');
  });

  it('carries the numbers of its charts as files, and its snapshot in the metadata', () => {
    const path = fileOf('spend');
    expect(run('pdfdetach', '-list', path)).toContain('USD-category.csv');
    expect(run('pdfinfo', '-meta', path)).toContain(`snapshot ${'a11e'.repeat(16)}`);
    const vendor = join(folder, 'vendor.pdf');
    writeFileSync(vendor, vendorPdf);
    expect(run('pdfdetach', '-list', vendor)).toMatch(/^0 embedded files/);
  });

  it('has a bookmark for every section', () => {
    const outline = run('pdftohtml', '-xml', '-stdout', '-i', fileOf('spend')).match(/<outline>.*<\/outline>/s)?.[0] ?? '';
    const { sections, figures } = sampleModels().spend;
    const titles = sections.map(({ title }) => plainText(title, figures));
    expect(titles.length).toBeGreaterThan(6);
    expect(titles.filter((title) => !outline.replaceAll('\u00a0', ' ').includes(title))).toEqual([]);
  });
});
