import type { FigureValue } from '../finding.ts';
import { attosOf, decimalText, type MoneyJson } from '../money.ts';

/**
 * The one rounding rule. Figures are computed from exact amounts and rounded once, when printed, half away
 * from zero: money of 10,000 and more in whole units, below that with two decimals (none for currencies without
 * a minor unit), percentages with one decimal, scores whole. Printed parts may differ from a printed total by one in the last digit.
 */
const WHOLE_FROM = 10_000n * 10n ** 18n;
const SMALLEST_CENT = 5n * 10n ** 15n;
const WITHOUT_MINOR_UNIT: ReadonlySet<string> = new Set('BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' '));

const MINUS = '\u2212';
const NOT_KNOWN = 'not known';

export interface NumberText {
  readonly text: string;
  /** Without currency or unit. */
  readonly amount: string;
}

/** How a figure is printed, everywhere. */
export function numberText(value: FigureValue): NumberText {
  switch (value.kind) {
    case 'money':
      return moneyText(value.money);
    case 'percent':
      return same(percentText(value.value));
    case 'score':
      return same(wholeText(value.value));
    case 'number': {
      const amount = value.unit === '' || Number.isInteger(value.value) ? wholeText(value.value) : oneDecimal(value.value);
      return { amount, text: value.unit === '' ? amount : `${amount} ${value.unit}` };
    }
    case 'unknown':
      return same(NOT_KNOWN);
  }
}

/** ISO 4217 has XXX for "no currency"; a reader is told so in words. */
export const currencyText = (currency: string): string => (currency === 'XXX' ? 'units without a stated currency' : currency);

function moneyText(money: MoneyJson): NumberText {
  const attos = attosOf(money.amount) ?? 0n;
  const amount = amountText(attos, money.currency);
  return { amount, text: `${amount} ${currencyText(money.currency)}` };
}

function amountText(attos: bigint, currency: string): string {
  const magnitude = attos < 0n ? -attos : attos;
  const sign = attos < 0n ? MINUS : '';
  if (WITHOUT_MINOR_UNIT.has(currency)) {
    if (magnitude > 0n && magnitude < 5n * 10n ** 17n) return tiny(attos, '1');
    return sign + grouped(decimalText(magnitude, 0));
  }
  if (magnitude > 0n && magnitude < SMALLEST_CENT) return tiny(attos, '0.01');
  return sign + grouped(decimalText(magnitude, magnitude >= WHOLE_FROM ? 0 : 2));
}

/** Not nothing, but less than can be printed. */
const tiny = (attos: bigint, unit: string): string => (attos < 0n ? `>${MINUS}${unit}` : `<${unit}`);

/** A percentage from its value in percent: "12.3%", "−4.0%". */
function percentText(value: number): string {
  return `${oneDecimal(value)}%`;
}

/** A change with its sign, "+12.3%": a rise and a fall must differ without colour. */
export const signedText = (text: string): string => (/^[−<>]|^0(\.0+)?%?$/.test(text) ? text : `+${text}`);

function oneDecimal(value: number): string {
  const tenths = Math.round(Math.abs(value) * 10);
  const sign = value < 0 && tenths > 0 ? MINUS : '';
  return `${sign}${grouped(String(Math.floor(tenths / 10)))}.${tenths % 10}`;
}

function wholeText(value: number): string {
  const whole = Math.round(Math.abs(value));
  return (value < 0 && whole > 0 ? MINUS : '') + grouped(String(whole));
}

function grouped(digits: string): string {
  const [whole = '', fraction] = digits.split('.');
  const separated = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? separated : `${separated}.${fraction}`;
}

const same = (text: string): NumberText => ({ text, amount: text });
