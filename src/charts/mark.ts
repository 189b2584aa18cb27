import type { ChartTheme } from './theme.ts';

/** SVG by hand: presentation attributes only, so that a strict content security policy holds. */
type Attributes = Readonly<Record<string, string | number | undefined>>;

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text for XML: markup escaped, control characters (which no XML may hold) replaced. */
export const escapeXml = (text: string): string =>
  // oxlint-disable-next-line no-control-regex
  text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd').replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);

/** Two decimals are finer than any printer, and keep the bytes the same everywhere. */
export const rounded = (value: number): string => String(Math.round(value * 100) / 100 + 0);

export function element(name: string, attributes: Attributes, ...children: readonly string[]): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? rounded(value) : escapeXml(value ?? '')}"`)
    .join('');
  return children.length === 0 ? `<${name}${written}/>` : `<${name}${written}>${children.join('')}</${name}>`;
}

export interface Label {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly size: number;
  readonly fill: string;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly weight?: number;
  /** A ground in this colour behind the letters, where lines may run through them. */
  readonly halo?: string;
}

export const label = ({ x, y, text, size, fill, anchor, weight, halo }: Label): string => {
  const letters = element('text', { x, y, 'font-size': size, fill, 'text-anchor': anchor, 'font-weight': weight }, escapeXml(text));
  if (halo === undefined) return letters;
  const width = textWidth(text, size);
  const left = anchor === 'end' ? x - width : anchor === 'middle' ? x - width / 2 : x;
  const box = { x: left - 1, y: y - size * 0.85, width: width + 2, height: size * 1.1 };
  return element('rect', { ...box, fill: halo, 'fill-opacity': 0.85 }) + letters;
};

/** The picture around its marks. `role` and `aria-label` let a screen reader say the finding instead. */
export function picture(
  frame: { readonly alt: string; readonly theme: ChartTheme; readonly width: number; readonly height: number },
  marks: readonly string[],
): string {
  const { alt, theme, width, height } = frame;
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${rounded(width)} ${rounded(height)}`,
      width,
      height,
      role: 'img',
      'aria-label': alt,
      'font-family': theme.font,
      'font-size': 11,
    },
    ...marks,
  );
}

const WIDE_CHARACTER = /[\u1100-\u11ff\u2e80-\uffdc]/;
const NARROW_CHARACTER = /[ijlt.,:;'|!()[\]f]/;

/** Estimated width of a text in Inter: there is no font to measure without a page. A little too wide rather than too narrow. */
export function textWidth(text: string, size: number): number {
  let ems = 0;
  for (const sign of text) ems += WIDE_CHARACTER.test(sign) ? 1 : NARROW_CHARACTER.test(sign) ? 0.36 : 0.6;
  return ems * size;
}

/** The text, shortened with an ellipsis to fit; the middle goes, because names differ at both ends. */
export function fitted(text: string, size: number, width: number): string {
  if (textWidth(text, size) <= width) return text;
  const signs = Array.from(text);
  for (let kept = signs.length - 1; kept > 1; kept--) {
    const head = Math.ceil(kept * 0.6);
    const short = `${signs.slice(0, head).join('').trimEnd()}…${signs
      .slice(signs.length - (kept - head))
      .join('')
      .trimStart()}`;
    if (textWidth(short, size) <= width) return short;
  }
  return '…';
}

/** The text in at most `most` lines that each fit the width, or null where it does not fit. Lines break at spaces and after CJK signs. */
export function wrapped(text: string, fit: { readonly size: number; readonly width: number; readonly most: number }): string[] | null {
  const lines: string[] = [];
  let line = '';
  for (const piece of text.match(PIECE) ?? []) {
    if (textWidth((line + piece).trim(), fit.size) <= fit.width) {
      line += piece;
      continue;
    }
    if (line.trim() !== '') lines.push(line.trim());
    line = piece;
    if (textWidth(piece.trim(), fit.size) > fit.width) return null;
  }
  if (line.trim() !== '') lines.push(line.trim());
  return lines.length <= fit.most ? lines : null;
}

/** A word with the space after it, or one wide sign with the closing marks that may not start a line. */
const PIECE = /[\u1100-\u11ff\u2e80-\uffdc][、。」)）]*|[^\s\u1100-\u11ff\u2e80-\uffdc]+\s*|\s+/g;

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Diagonal lines across a box, as one path: what keeps two colours apart in grey. No pattern, because its id would have to be unique on a page. */
export function hatch({ x, y, width, height }: Box, stroke: string): string {
  const lines: string[] = [];
  for (let at = HATCH_STEP; at < width + height; at += HATCH_STEP) {
    const from = `${rounded(x + Math.max(0, at - height))} ${rounded(y + Math.min(height, at))}`;
    lines.push(`M${from}L${rounded(x + Math.min(width, at))} ${rounded(y + Math.max(0, at - width))}`);
  }
  return lines.length === 0 ? '' : element('path', { d: lines.join(''), stroke, 'stroke-width': 0.9, fill: 'none' });
}

const HATCH_STEP = 5;

/** An axis value: 0, 250, 1.5k, 20k, 1.2M, −3k. Furniture of the picture; exact figures are in its table. */
export function tickText(value: number): string {
  const size = Math.abs(value);
  const [divisor, suffix] = size >= 1e9 ? [1e9, 'B'] : size >= 1e6 ? [1e6, 'M'] : size >= 1e3 ? [1e3, 'k'] : [1, ''];
  const text = String(Math.round((size / divisor) * 1e6) / 1e6);
  return `${value < 0 ? '−' : ''}${text}${suffix}`;
}
