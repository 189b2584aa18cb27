import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  add,
  allocate,
  approximate,
  attosFromParts,
  attosOf,
  compare,
  decimalText,
  estimated,
  exactText,
  money,
  moneyJson,
  ratio,
  scale,
  subtract,
  zero,
} from '../src/money.ts';

const amount = fc.bigInt({ min: -(10n ** 33n), max: 10n ** 33n });
const usd = (attos: bigint) => money(attos, 'USD');
const sum = (parts: readonly { attos: bigint }[]): bigint => parts.reduce((total, part) => total + part.attos, 0n);

describe('reading a decimal', () => {
  it.each([
    ['12.34', 12_340_000_000_000_000_000n],
    ['-12.5', -12_500_000_000_000_000_000n],
    ['+1', 10n ** 18n],
    ['.25', 250_000_000_000_000_000n],
    ['7.', 7n * 10n ** 18n],
    ['5e-06', 5_000_000_000_000n],
    ['-2.5E-17', -25n],
    ['1.2e3', 1200n * 10n ** 18n],
    ['  3 ', 3n * 10n ** 18n],
    ['-0', 0n],
    ['0.000000000000000001', 1n],
  ])('takes %j exactly', (text, attos) => {
    expect(attosOf(text)).toBe(attos);
  });

  it.each(['', '.', '-', 'abc', '1,000.00', '1 000', '0x10', 'NaN', 'Infinity', '1e', '1e9999', '--1', '$5', '1.2.3'])(
    'refuses %j',
    (text) => {
      expect(attosOf(text)).toBeNull();
    },
  );

  it('rounds what lies past eighteen decimals half away from zero', () => {
    expect(attosOf('0.0000000000000000005')).toBe(1n);
    expect(attosOf('-0.0000000000000000005')).toBe(-1n);
    expect(attosOf('0.00000000000000000049999')).toBe(0n);
    expect(attosOf('0.123456789012345678901234567890')).toBe(123_456_789_012_345_679n);
  });

  it('gives back every amount that was written with eighteen decimals', () => {
    fc.assert(fc.property(amount, (attos) => attosOf(decimalText(attos, 18)) === attos && attosOf(exactText(attos)) === attos));
  });

  it('puts nanos and their rest together again, for either sign', () => {
    fc.assert(fc.property(amount, (attos) => attosFromParts(attos / 10n ** 9n, attos % 10n ** 9n) === attos));
  });
});

describe('writing a decimal', () => {
  it('rounds half away from zero and keeps the sign only where something is left', () => {
    expect(decimalText(5_000_000_000_000_000n, 2)).toBe('0.01');
    expect(decimalText(-5_000_000_000_000_000n, 2)).toBe('-0.01');
    expect(decimalText(-4_000_000_000_000_000n, 2)).toBe('0.00');
    expect(decimalText(1_500_000_000_000_000_000n, 0)).toBe('2');
  });

  it('never differs from the exact amount by more than half of the last place', () => {
    fc.assert(
      fc.property(amount, fc.integer({ min: 0, max: 18 }), (attos, places) => {
        const written = attosOf(decimalText(attos, places)) ?? 0n;
        const off = written > attos ? written - attos : attos - written;
        return off * 2n <= 10n ** BigInt(18 - places);
      }),
    );
  });

  it('writes no more places than needed when exactness is asked for', () => {
    expect(exactText(12_340_000_000_000_000_000n)).toBe('12.34');
    expect(exactText(0n)).toBe('0');
    expect(exactText(-5_000_000_000_000n)).toBe('-0.000005');
    expect(exactText(100n * 10n ** 18n)).toBe('100');
  });

  it('crosses the API as text with nine places', () => {
    expect(moneyJson(usd(1_234_560_000_000_000_000_000n))).toEqual({ amount: '1234.560000000', currency: 'USD' });
  });
});

describe('reckoning', () => {
  it('adds and subtracts without losing a digit', () => {
    fc.assert(fc.property(amount, amount, (a, b) => subtract(add(usd(a), usd(b)), usd(b)).attos === a));
  });

  it('is exact where floats are not', () => {
    const tenth = usd(attosOf('0.1') ?? 0n);
    const total = Array.from({ length: 10 }, () => tenth).reduce(add, zero('USD'));
    expect(exactText(total.attos)).toBe('1');
  });

  it('never mixes currencies', () => {
    const dollar = usd(1n);
    const euro = money(1n, 'EUR');
    expect(() => add(dollar, euro)).toThrow('USD and EUR cannot be mixed');
    expect(() => subtract(dollar, euro)).toThrow(RangeError);
    expect(() => compare(dollar, euro)).toThrow(RangeError);
    expect(() => ratio(dollar, euro)).toThrow(RangeError);
  });

  it('orders amounts of one currency', () => {
    expect([compare(usd(1n), usd(2n)), compare(usd(2n), usd(2n)), compare(usd(3n), usd(2n))]).toEqual([-1, 0, 1]);
  });

  it('scales by an exact decimal and refuses anything else', () => {
    expect(exactText(scale(usd(attosOf('100') ?? 0n), '1.0852').attos)).toBe('108.52');
    expect(exactText(scale(usd(attosOf('-3') ?? 0n), '0.5').attos)).toBe('-1.5');
    expect(() => scale(usd(1n), 'a tenth')).toThrow('not a decimal factor');
  });

  it('answers no ratio to nothing', () => {
    expect(ratio(usd(1n), zero('USD'))).toBeNull();
    expect(ratio(usd(1n), usd(4n))).toBe(0.25);
    expect(approximate(usd(attosOf('2.5') ?? 0n))).toBe(2.5);
  });
});

describe('allocating', () => {
  const weights = fc
    .array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { minLength: 1, maxLength: 12 })
    .filter((list) => list.some((weight) => weight > 0n));

  it('gives parts that add up to the whole, to the last atto', () => {
    fc.assert(fc.property(amount, weights, (attos, list) => sum(allocate(usd(attos), list)) === attos));
  });

  it('gives each part its exact share, give or take less than one atto', () => {
    fc.assert(
      fc.property(amount, weights, (attos, list) => {
        const total = list.reduce((a, b) => a + b, 0n);
        return allocate(usd(attos), list).every((part, index) => {
          const exact = attos * (list[index] ?? 0n);
          const off = part.attos * total - exact;
          return (off < 0n ? -off : off) < total;
        });
      }),
    );
  });

  it('gives nothing to a weight of zero when the others divide the amount', () => {
    expect(allocate(usd(100n), [1n, 0n, 3n]).map((part) => part.attos)).toEqual([25n, 0n, 75n]);
  });

  it('gives the leftovers to the largest fractions, the earlier one first', () => {
    expect(allocate(usd(10n), [1n, 1n, 1n]).map((part) => part.attos)).toEqual([4n, 3n, 3n]);
    expect(allocate(usd(-10n), [1n, 1n, 1n]).map((part) => part.attos)).toEqual([-4n, -3n, -3n]);
  });

  it('refuses weights that add up to nothing', () => {
    expect(() => allocate(usd(1n), [0n, 0n])).toThrow('more than zero');
    expect(() => allocate(usd(1n), [])).toThrow(RangeError);
  });
});

describe('an estimate as money', () => {
  it('is the float to the nano', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e9, max: 1e9, noNaN: true }), (value) => {
        expect(Math.abs(approximate(estimated(value, 'USD')) - value)).toBeLessThanOrEqual(1e-6);
      }),
    );
  });

  it('is refused when the float is no number', () => {
    expect(() => estimated(Number.NaN, 'USD')).toThrow('not a finite number');
    expect(() => estimated(Number.POSITIVE_INFINITY, 'USD')).toThrow(RangeError);
  });
});
