import { describe, expect, it } from 'vitest';
import { numberText, signedText } from '../../src/reports/number-text.ts';

const WHOLE = { wholeCurrencies: new Set(['USD']), language: 'en' } as const;
const money = (amount: string, currency: string): string => numberText({ kind: 'money', money: { amount, currency } }, WHOLE).text;
const percent = (value: number): string => numberText({ kind: 'percent', value }, WHOLE).text;

describe('printed numbers', () => {
  it('show money in whole units where its currency reaches 10,000 in total, else in cents', () => {
    expect(money('12345678.900000000', 'USD')).toBe('12,345,679 USD');
    expect(money('11.900000000', 'USD')).toBe('12 USD');
    expect(money('11.900000000', 'EUR')).toBe('11.90 EUR');
    expect(money('1234.565000000', 'EUR')).toBe('1,234.57 EUR');
  });

  it('have a true minus, and round half away from zero on both sides of it', () => {
    expect(money('-0.125000000', 'EUR')).toBe('\u22120.13 EUR');
    expect(money('0.125000000', 'EUR')).toBe('0.13 EUR');
    expect(money('-1000.500000000', 'USD')).toBe('\u22121,001 USD');
  });

  it('never print as zero what is not zero', () => {
    expect(money('0.001000000', 'EUR')).toBe('<0.01 EUR');
    expect(money('-0.001000000', 'EUR')).toBe('>\u22120.01 EUR');
    expect(money('0.400000000', 'USD')).toBe('<1 USD');
    expect(percent(0.0004)).toBe('<0.1%');
    expect(percent(-0.0004)).toBe('>\u22120.1%');
    expect(percent(0)).toBe('0%');
  });

  it('never print as everything what is not everything', () => {
    expect(percent(100)).toBe('100%');
    expect(percent(99.99)).toBe('>99.9%');
    expect(percent(99.94)).toBe('99.9%');
  });

  it('name every currency, also where the bill names none', () => {
    expect(money('5.000000000', 'XXX')).toBe('5.00 units without a stated currency');
    expect(money('500.000000000', 'JPY')).toBe('500 JPY');
  });

  it('give changes a sign that needs no colour', () => {
    expect(signedText(percent(12.34))).toBe('+12.3%');
    expect(signedText(percent(-4))).toBe('\u22124.0%');
    expect(signedText(percent(0))).toBe('0%');
  });

  it('say that a value is not known instead of showing a number', () => {
    expect(numberText({ kind: 'unknown', reason: 'no data' }, WHOLE).text).toBe('not known');
  });
});
