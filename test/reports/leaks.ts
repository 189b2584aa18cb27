import { inflateSync } from 'node:zlib';
import type { NegotiationPack } from '../../src/finding/negotiation-pack.ts';
import type { VendorView } from '../../src/finding/vendor-view.ts';
import { approximateMoney } from '../../src/reports/negotiation-amount.ts';
import type { MoneyJson } from '../../src/money.ts';

/** A number a vendor may not learn. Fractions are looked for as percentages, points and fractions, money in full, thousands, millions. */
export interface Secret {
  readonly name: string;
  readonly kind: 'fraction' | 'money' | 'score';
  readonly value: number;
}

/** Everything section 3.4 of the model keeps out, from a pack. What is nought tells nothing. */
export function secretsOf(pack: NegotiationPack): Secret[] {
  const { finding, numbers, decision } = pack;
  const fraction = (name: string, value: number | null): Secret[] => (value === null ? [] : [{ name, kind: 'fraction', value }]);
  const money = (name: string, value: MoneyJson | null | undefined): Secret[] =>
    value === null || value === undefined ? [] : [{ name, kind: 'money', value: approximateMoney(value) }];
  const position = (name: string, at: { discount: number; yearOne: MoneyJson; presentValue: MoneyJson } | null): Secret[] =>
    at === null
      ? []
      : [...fraction(name, at.discount), ...money(`${name}, year one`, at.yearOne), ...money(`${name}, term`, at.presentValue)];
  const all: Secret[] = [
    ...(['walkAway', 'target', 'expected', 'opening'] as const).flatMap((line) => position(line, finding[line])),
    ...(['low', 'high'] as const).flatMap((end) =>
      (['walkAway', 'target', 'expected', 'opening'] as const).flatMap((line) => position(`${line} ${end}`, numbers.ranges[end][line])),
    ),
    ...numbers.ladder.flatMap((at, step) => position(`ladder ${step}`, at)),
    ...position('ceiling', numbers.ceiling),
    ...(
      [
        'dStar',
        'dStarFullExit',
        'rho',
        'retentionValue',
        'vendorCeiling',
        'floor',
        'credibleExitShare',
        'exitProbability',
        'minimumExitShare',
      ] as const
    ).flatMap((key) => fraction(key, finding[key])),
    { name: 'leverage index', kind: 'score', value: finding.leverageIndex.value },
    ...(['can', 'would', 'shown', 'timing'] as const).flatMap((part) => fraction(part, finding.leverageIndex[part])),
    ...Object.entries(finding.uncertainty.dStar).flatMap(([key, value]) => fraction(`dStar ${key}`, value)),
    ...Object.entries(finding.uncertainty.saving).flatMap(([key, value]) => money(`saving ${key}`, value)),
    ...finding.sensitivity.flatMap((row) =>
      (['dStarLow', 'dStarHigh', 'dStarFullExitLow', 'dStarFullExitHigh'] as const).flatMap((key) =>
        fraction(`${row.input} ${key}`, row[key]),
      ),
    ),
    ...money('leave', finding.npvLeave),
    ...money('leave everything', finding.npvLeaveFullExit),
    ...money('premium', finding.lockInPremiumPerYear),
    ...money('share point', finding.sharePointValuePerYear),
    ...finding.packages.flatMap((one) => [
      ...fraction(`${one.name} at target`, one.headline),
      ...money(`${one.name} basket`, one.basketPv),
      ...money(`${one.name} total`, one.totalPv),
    ]),
    ...Object.entries(finding.asksPv).flatMap(([ask, value]) => money(`ask ${ask}`, value)),
    ...finding.case.groups.flatMap((group) => fraction(`ratio of ${group.name}`, group.targetCostRatio)),
    ...fraction('authority', decision.authority),
    ...numbers.alternatives.flatMap((one) => money(`outcome ${one.id}`, one.presentValue)),
  ];
  return all.filter(({ value }) => Math.abs(value) > 1e-9);
}

/** Words that give the other side away: rivals, owners, names of the model's lines. */
export const secretWords = (pack: NegotiationPack): string[] =>
  [
    pack.derived.destination?.name,
    pack.decision.owner,
    'walk-away',
    'walkaway',
    'leverage',
    'indifference',
    'ceiling',
    '\\bd\\*(?!\\*)',
    'dstar',
    'npv',
  ].flatMap((word) => (word === null || word === undefined ? [] : [word]));

interface Token {
  readonly text: string;
  readonly value: number;
  readonly decimals: number;
  readonly unit: 'percent' | 'thousand' | 'million' | 'plain';
}

const NUMBER =
  /(\d{1,3}(?:[,.'’\u00a0\u202f\u2009 ]\d{3})+(?!\d)(?:[.,]\d+)?|\d+[.,]\d+|\d+|[.,]\d+)\s?(%|percent|pct|points?|パーセント|k\b|thousand|千|m\b|million|百万)?/giu;

/** Every number of a text with its unit; separators of thousands may be any, and a number may be read in more than one way. */
export function tokensOf(text: string): Token[] {
  return [...text.normalize('NFKC').replaceAll('\u200b', '').matchAll(NUMBER)].flatMap(([, digits = '', mark = '']) => {
    const unit = /^(%|percent|pct|point|パーセント)/i.test(mark)
      ? 'percent'
      : /^(k|thousand|千)/i.test(mark)
        ? 'thousand'
        : /^(m|百万)/i.test(mark)
          ? 'million'
          : 'plain';
    return readings(digits).map(({ value, decimals }): Token => ({ text: digits + mark, value, decimals, unit }));
  });
}

function readings(digits: string): { value: number; decimals: number }[] {
  const plain = digits.replace(/[’'\u00a0\u202f\u2009 ]/g, '');
  const last = Math.max(plain.lastIndexOf(','), plain.lastIndexOf('.'));
  const whole = { value: Number(plain.replace(/[.,]/g, '')), decimals: 0 };
  if (last < 0) return [whole];
  const decimals = plain.length - last - 1;
  const pointed = { value: Number(`${plain.slice(0, last).replace(/[.,]/g, '')}.${plain.slice(last + 1)}`), decimals };
  return decimals === 3 ? [whole, pointed] : [pointed];
}

const rounds = (value: number, token: Token): boolean =>
  Math.abs(value - token.value) <= 0.5000001 / 10 ** token.decimals && token.value !== 0;

/** Does a token print this number, at the rounding it has? Short roundings count only where a unit says what they are. */
function prints({ kind, value }: Pick<Secret, 'kind' | 'value'>, token: Token): boolean {
  const size = Math.abs(value);
  if (kind === 'money') {
    if (token.unit === 'thousand') return rounds(size / 1e3, token) && size >= 1e3;
    if (token.unit === 'million') return rounds(size / 1e6, token) && (token.decimals > 0 || size >= 1e7);
    return token.unit === 'plain' && size >= 1000 && token.value >= 1000 && rounds(size, token);
  }
  const percent = kind === 'score' ? size : size * 100;
  if (token.unit === 'percent') return rounds(percent, token);
  if (token.unit !== 'plain') return false;
  if (token.decimals >= 2 && kind === 'fraction' && rounds(size, token) && token.value <= 1) return true;
  return token.decimals >= 1 && rounds(percent, token);
}

/**
 * Secrets that a text prints. A number that the view itself holds is no leak where it is printed as such:
 * what may be said cannot be kept from coinciding with what may not.
 */
export function leaksIn(text: string, secrets: readonly Secret[], allowed: readonly Secret[]): string[] {
  const tokens = tokensOf(text).filter((token) => !allowed.some((one) => prints(one, token)));
  return secrets.flatMap((secret) => tokens.filter((token) => prints(secret, token)).map((token) => `${secret.name}: ${token.text}`));
}

/** The numbers that a view holds, at every depth. */
export function numbersOf(view: VendorView): Secret[] {
  const found: Secret[] = [];
  const walk = (value: unknown): void => {
    if (typeof value === 'number')
      found.push({ name: 'view', kind: 'fraction', value }, { name: 'view', kind: 'money', value }, { name: 'view', kind: 'score', value });
    else if (typeof value === 'string' && /^-?\d+\.\d{9}$/.test(value)) found.push({ name: 'view', kind: 'money', value: Number(value) });
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(walk);
  };
  walk(view);
  const amounts = view.spend.months.map(({ amount }) => Number(amount.amount));
  const total = amounts.reduce((sum, amount) => sum + amount, 0);
  return [...found, ...[total, ...axisOf(Math.max(0, ...amounts))].map((value): Secret => ({ name: 'view', kind: 'money', value }))];
}

/** Round steps up to the largest amount: what the axis of a chart says. */
function axisOf(largest: number): number[] {
  const decade = 10 ** Math.floor(Math.log10(Math.max(1, largest)));
  return [0.1, 0.2, 0.5, 1].flatMap((step) => {
    const count = Math.ceil(largest / (step * decade));
    return count > 8 ? [] : Array.from({ length: count + 1 }, (_, index) => index * step * decade);
  });
}

/** All streams of a PDF with their filter undone, and the objects between them, as text of single bytes. */
export function streamsOf(pdf: Uint8Array): string {
  const raw = new TextDecoder('latin1').decode(pdf);
  const parts: string[] = [raw];
  for (const match of raw.matchAll(/\/FlateDecode[\s\S]{0,400}?stream\r?\n/g)) {
    const start = match.index + match[0].length;
    const end = raw.indexOf('endstream', start);
    parts.push(new TextDecoder('latin1').decode(inflateSync(pdf.subarray(start, end), { finishFlush: 2 })));
  }
  return parts.join('\n');
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** The text of a string object: literal with its escapes, or hexadecimal; UTF-16 where it says so. */
function textOfString(object: string): string {
  const bytes = object.startsWith('<')
    ? object
        .slice(1, -1)
        .replaceAll(/\s/g, '')
        .replaceAll(/../g, (pair) => String.fromCharCode(Number.parseInt(pair, 16)))
    : object
        .slice(1, -1)
        .replaceAll(/\\([0-7]{1,3}|[\s\S])/g, (_, code: string) =>
          /^[0-7]/.test(code) ? String.fromCharCode(Number.parseInt(code, 8)) : (ESCAPES[code] ?? code),
        );
  if (!bytes.startsWith('\u00fe\u00ff')) return bytes;
  return new TextDecoder('utf-16be').decode(Uint8Array.from(bytes.slice(2), (sign) => sign.charCodeAt(0)));
}

/** Texts that a PDF holds beside its pages: alternative texts, titles of bookmarks, descriptions and names of files. */
export function stringsOf(pdf: Uint8Array): string {
  const raw = new TextDecoder('latin1').decode(pdf);
  const strings = raw.matchAll(
    /\/(?:Alt|ActualText|Title|Desc|Subject|Keywords|Author|UF|F|E)\s*(\((?:\\[\s\S]|[^\\)])*\)|<[0-9A-Fa-f\s]+>)/g,
  );
  return [...strings].map(([, object = '']) => textOfString(object)).join('\n');
}

/** Secrets in raw bytes, where numbers are also coordinates: only long spellings count, in ASCII and in UTF-16. */
export function rawLeaks(bytes: string, secrets: readonly Secret[]): string[] {
  const text = bytes.replaceAll('\u0000', '');
  return secrets.flatMap(({ name, kind, value }) => {
    const size = Math.abs(value);
    const spellings =
      kind === 'money'
        ? [String(Math.round(size)), Math.round(size).toLocaleString('en-US'), size.toFixed(2)]
        : [String(size), size.toFixed(5), size.toFixed(6), (size * 100).toFixed(4), (size * 100).toFixed(5)];
    return spellings.filter((spelling) => spelling.length >= 6 && text.includes(spelling)).map((spelling) => `${name}: ${spelling}`);
  });
}
