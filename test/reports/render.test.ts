import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { analyzeSpend } from '../../src/analysis/spend/analyze-spend.ts';
import type { ReportModel } from '../../src/reports/model.ts';
import { REPORTS } from '../../src/reports/registry.ts';
import { renderHtml } from '../../src/reports/render/html.ts';
import { renderJson } from '../../src/reports/render/json.ts';
import { renderMarkdown } from '../../src/reports/render/markdown.ts';
import { breakable } from '../../src/reports/render/print-data.ts';
import { sampleSpend } from './sample-company.ts';
import { INTERNAL, sampleModels } from './sample-models.ts';

const models = Object.entries(sampleModels());
const golden = (kind: string, format: string): string =>
  readFileSync(new URL(`../../reports/${kind}/sample.${format}`, import.meta.url), 'utf8');

/** The sample with a service name that tries to break out of every format. */
function hostile(serviceName: string): ReportModel {
  const services = {
    ...sampleSpend.services,
    groups: sampleSpend.services.groups.map((group) =>
      group.key['serviceName'] === 'AWS Lambda' ? { ...group, key: { ...group.key, serviceName } } : group,
    ),
  };
  return REPORTS.spend.build({ finding: analyzeSpend({ ...sampleSpend, services }), snapshotHash: 'a'.repeat(64) }, INTERNAL);
}

describe.each(models)('the %s report', (kind, model) => {
  it('gives the golden JSON, Markdown and HTML (npm run goldens rewrites them)', () => {
    expect(renderJson(model)).toBe(golden(kind, 'json'));
    expect(renderMarkdown(model)).toBe(golden(kind, 'md'));
    expect(renderHtml(model)).toBe(golden(kind, 'html'));
  });

  it('is HTML that asks for nothing and runs nothing', () => {
    const html = renderHtml(model);
    expect(html).not.toMatch(/<script|<link|<img|<iframe|<object|<embed|javascript:|\son\w+=|\sstyle=|@import|url\(|\ssrc=|\shref=/i);
    expect(html.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:/);
    expect(html).toContain('default-src &#39;none&#39;');
  });

  it('is HTML whose every table has a caption or label and scoped heads, and whose every chart has its numbers', () => {
    const html = renderHtml(model);
    const tables = html.match(/<table>.*?<\/table>/gs) ?? [];
    expect(tables.length).toBeGreaterThan(5);
    for (const table of tables) {
      expect(table).toMatch(/<th scope="col"/);
      expect(table).toMatch(/<th scope="row"/);
    }
    expect(html.match(/<figure>/g)?.length).toBe(html.match(/<details>/g)?.length);
    const labels = [...html.matchAll(/role="region" aria-label="([^"]+)"/g)].map((match) => match[1]);
    expect(new Set(labels).size).toBe(labels.length);
    expect(html.match(/<h1>/g)).toHaveLength(1);
  });

  it('keeps Japanese names whole in every format, and marks them as Japanese in HTML', () => {
    const japanese = kind === 'spend' ? 'ストレージ アカウント 日本語のサービス名' : '未知のサービス';
    expect(renderJson(model)).toContain(japanese);
    expect(renderMarkdown(model)).toContain(japanese);
    expect(renderHtml(model)).toContain('<span lang="ja">');
  });

  it('ends with coverage, gaps, method, assumptions and glossary, and names its snapshot', () => {
    const kickers = model.sections.map((section) => section.kicker);
    expect(kickers.slice(-5)).toEqual(['Coverage', 'Honest gaps', 'Method', 'Assumptions', 'Glossary']);
    expect(renderMarkdown(model)).toContain(model.snapshotHash);
    expect(renderHtml(model)).toContain(model.snapshotHash);
  });
});

describe('names from bills', () => {
  it('stay text in HTML, in charts too', () => {
    const html = renderHtml(hostile('<script>alert(1)</script>"\' onload=x'));
    expect(html).not.toMatch(/<script/i);
    expect(html).toContain('&lt;script&gt;');
  });

  it('cannot add a column, a row or a heading to Markdown', () => {
    const markdown = renderMarkdown(hostile('a | b\n# c <i>'));
    expect(markdown).toContain(String.raw`a \| b \# c \<i\>`);
    const rows = markdown.split('\n').filter((line) => line.startsWith('| '));
    const columns = (line: string): number => line.replaceAll(String.raw`\|`, '').split('|').length;
    const widths = rows.filter((line) => line.includes(String.raw`a \| b`)).map(columns);
    expect(widths.length).toBeGreaterThan(0);
    expect(markdown).not.toContain('\n# c');
  });

  it('without a place to break get one, and keep their characters', () => {
    const id = '/subscriptions/00000000-1111-2222-3333-444444444444/resourceGroups/rg';
    expect(breakable(id)).toContain('\u200b');
    expect(breakable(id).replaceAll('\u200b', '')).toBe(id);
    expect(
      breakable('x'.repeat(100))
        .split('\u200b')
        .every((part) => part.length <= 25),
    ).toBe(true);
    expect(breakable('Amazon Simple Storage')).toBe('Amazon Simple Storage');
  });
});
