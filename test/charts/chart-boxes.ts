import { textWidth } from '../../src/charts/mark.ts';

export interface TextBox {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const ESCAPED: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };

/** Where the texts of a drawn chart stand, by the estimate that the charts themselves use. */
export function textBoxes(svg: string): TextBox[] {
  return [...svg.matchAll(/<text ([^>]*)>([^<]*)<\/text>/g)].map(([, attributes = '', escaped = '']) => {
    const read = (name: string): string => attributes.match(new RegExp(`(?:^| )${name}="([^"]*)"`))?.[1] ?? '';
    const text = escaped.replace(/&[a-z#0-9]+;/g, (sign) => ESCAPED[sign] ?? sign);
    const [x, y, size, anchor] = [Number(read('x')), Number(read('y')), Number(read('font-size')), read('text-anchor')];
    const width = textWidth(text, size);
    const left = anchor === 'end' ? x - width : anchor === 'middle' ? x - width / 2 : x;
    return { text, left, right: left + width, top: y - size * 0.75, bottom: y + size * 0.2 };
  });
}

/** Pairs of texts that run into each other, by more than half a unit. */
export function overlaps(boxes: readonly TextBox[]): string[] {
  return boxes.flatMap((a, index) =>
    boxes
      .slice(index + 1)
      .filter((b) => a.left + 0.5 < b.right && b.left + 0.5 < a.right && a.top + 0.5 < b.bottom && b.top + 0.5 < a.bottom)
      .map((b) => `${a.text} / ${b.text}`),
  );
}

/** The attributes of every element of one name, as numbers where they are numbers. */
export const elementsOf = (svg: string, name: string): Readonly<Record<string, string>>[] =>
  [...svg.matchAll(new RegExp(`<${name} ([^>]*?)/?>`, 'g'))].map(([, attributes = '']) =>
    Object.fromEntries([...attributes.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, value])),
  );
