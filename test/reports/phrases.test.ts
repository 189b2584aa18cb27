import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { dayName, monthName } from '../../src/reports/date-text.ts';
import { currencyText, numberText } from '../../src/reports/number-text.ts';
import { phrasesFor } from '../../src/reports/phrases/phrases-for.ts';
import { editionMark } from '../../src/reports/render/edition-mark.ts';
import { renderHtml } from '../../src/reports/render/html.ts';
import { renderMarkdown } from '../../src/reports/render/markdown.ts';
import { sampleModels } from './sample-models.ts';

/** Every text of a phrase book, functions called with a name that stands out. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'function') return value.length <= 1 ? textsOf((value as (name: string) => unknown)('ACME')) : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

/** What the print font holds of Japanese: JIS X 0208 without its second level of kanji. */
const printable = (): Set<string> => {
  const decoder = new TextDecoder('euc-jp');
  const rows = [1, 2, 3, 4, 5, ...Array.from({ length: 32 }, (_, index) => 16 + index)];
  const signs = rows.flatMap((row) => Array.from({ length: 94 }, (_, cell) => decoder.decode(Uint8Array.of(0xa0 + row, 0xa1 + cell))));
  return new Set(signs);
};

describe('phrases', () => {
  it('are Japanese where the report is: nothing but names, signs and page numbers stays Latin', () => {
    const { furniture, closing } = phrasesFor('ja');
    const latin = textsOf({ furniture, closing }).filter((text) => /[a-z]{3,}/i.test(text.replace('ACME', '')));
    expect(latin).toEqual([]);
  });

  it('hold no sign that the print fonts lack, in charts too', () => {
    const known = printable();
    const phrases = fileURLToPath(new URL('../../src/reports/phrases/', import.meta.url));
    const files = readdirSync(phrases).filter((file) => file.startsWith('ja'));
    const sources = [...files.map((file) => join(phrases, file)), join(phrases, '../../charts/chart-words.ts')];
    const lost = sources.flatMap((file) => Array.from(readFileSync(file, 'utf8')).filter((sign) => sign > '\u2e80' && !known.has(sign)));
    expect([...new Set(lost)]).toEqual([]);
  });

  it('name days and months as their language does', () => {
    expect([dayName('2026-11-09').text, dayName('2026-11-09', 'ja').text]).toEqual(['9 November 2026', '2026年11月9日']);
    expect([monthName('2026-11').text, monthName('2026-11', 'ja').text]).toEqual(['November 2026', '2026年11月']);
    expect(numberText({ kind: 'unknown', reason: '' }, { wholeCurrencies: new Set(), language: 'ja' }).text).toBe('不明');
    expect(currencyText('XXX', 'ja')).toBe(phrasesFor('ja').furniture.noCurrency);
  });

  it('mark each edition for its readers, on the cover of every format', () => {
    const spend = sampleModels().spend;
    expect(editionMark(spend)).toBe('CONFIDENTIAL: INTERNAL, NOT FOR THE VENDOR');
    const shared = { ...spend, edition: 'vendor', vendor: 'AWS' } as const;
    expect(editionMark(shared)).toBe('Confidential: shared with AWS for negotiation only');
    for (const render of [renderHtml, renderMarkdown]) {
      expect(render(shared)).toContain('shared with AWS for negotiation only');
      expect(render({ ...shared, language: 'ja' })).toContain('AWS との交渉に限り共有');
    }
    expect(renderHtml({ ...shared, language: 'ja' })).toContain('<html lang="ja">');
  });
});
