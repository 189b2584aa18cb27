import type { ReportLanguage } from './model.ts';
import { phrasesFor } from './phrases/phrases-for.ts';
import { NO_CURRENCY } from '../focus/columns.ts';
import type { FigureValue } from '../finding/figure.ts';
import { attosOf, decimalText, type MoneyJson } from '../money.ts';

/**
 * The one rounding rule. Figures are computed from exact amounts and rounded once, when printed, half away from zero.
 * Money is printed in whole units where the total of its currency reaches 10,000, otherwise with two decimals, so that
 * a column has one precision; percentages have one decimal, scores none. What is not zero is never printed as zero.
 */
export const WHOLE_FROM = 10_000n * 10n ** 18n;
const SMALLEST_CENT = 5n * 10n ** 15n;
const HALF_UNIT = 5n * 10n ** 17n;
const WITHOUT_MINOR_UNIT: ReadonlySet<string> = new Set('BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' '));

const MINUS = '\u2212';

export interface NumberText {
  readonly text: string;
  /** Without currency or unit. */
  readonly amount: string;
}

/** What numbers are printed with. `wholeCurrencies` are those whose total reaches 10,000. */
export interface NumberStyle {
  readonly wholeCurrencies: ReadonlySet<string>;
  readonly language: ReportLanguage;
}

/** How a figure is printed, everywhere. */
export function numberText(value: FigureValue, style: NumberStyle): NumberText {
  switch (value.kind) {
    case 'money':
      return moneyText(value.money, style);
    case 'percent':
      return same(percentText(value.value));
    case 'score':
      return same(wholeText(value.value));
    case 'number': {
      const amount = Number.isInteger(value.value) || Math.abs(value.value) >= 100 ? wholeText(value.value) : oneDecimal(value.value);
      return { amount, text: value.unit === '' ? amount : `${amount} ${value.unit}` };
    }
    case 'unknown':
    default:
      return same(phrasesFor(style.language).furniture.notKnown);
  }
}

/** ISO 4217 has XXX for "no currency"; a reader is told so in words. */
export const currencyText = (currency: string, language: ReportLanguage = 'en'): string =>
  currency === NO_CURRENCY ? phrasesFor(language).furniture.noCurrency : currency;

function moneyText(money: MoneyJson, { wholeCurrencies, language }: NumberStyle): NumberText {
  const attos = attosOf(money.amount) ?? 0n;
  const whole = wholeCurrencies.has(money.currency) || WITHOUT_MINOR_UNIT.has(money.currency);
  const amount = amountText(attos, whole);
  return { amount, text: `${amount} ${currencyText(money.currency, language)}` };
}

function amountText(attos: bigint, whole: boolean): string {
  const magnitude = attos < 0n ? -attos : attos;
  if (magnitude > 0n && magnitude < (whole ? HALF_UNIT : SMALLEST_CENT)) return tiny(attos, whole ? '1' : '0.01');
  return (attos < 0n ? MINUS : '') + grouped(decimalText(magnitude, whole ? 0 : 2));
}

/** Not nothing, but less than can be printed. */
const tiny = (attos: bigint, unit: string): string => (attos < 0n ? `>${MINUS}${unit}` : `<${unit}`);

/** A percentage from its value in percent: "12.3%", "−4.0%"; 0% and 100% are exact, what is near is said to be near. */
function percentText(value: number): string {
  if (value === 0 || value === 100) return `${value}%`;
  const tenths = Math.round(Math.abs(value) * 10);
  if (tenths === 0) return value < 0 ? `>${MINUS}0.1%` : '<0.1%';
  if (tenths === 1000 && value > 0 && value < 100) return '>99.9%';
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
