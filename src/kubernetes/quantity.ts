/** A Kubernetes quantity read, or why it cannot be. */
export type QuantityResult = { readonly value: number } | { readonly error: string };

/** A sign, a decimal, then either a decimal exponent or a suffix: the grammar of apimachinery's resource.Quantity. */
const QUANTITY = /^([+-]?)(\d+(?:\.\d*)?|\.\d+)(?:([eE][+-]?\d{1,2})|([numkMGTPE]|[KMGTPE]i))?$/;

const DECIMAL: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
const BINARY: Readonly<Record<string, number>> = { Ki: 10, Mi: 20, Gi: 30, Ti: 40, Pi: 50, Ei: 60 };

/**
 * The value of a quantity times 10^shift, exact until the last rounding. Up, as Kubernetes rounds:
 * a request is never understated.
 */
function read(text: string, shift: number): QuantityResult {
  const match = QUANTITY.exec(text.trim());
  if (match === null) return { error: `"${text}" is not a quantity such as 500m, 2, 1.5Gi or 1e3` };
  const [, sign = '', mantissa = '', exponent, suffix = ''] = match;
  if (sign === '-') return { error: `"${text}" is below zero` };
  const [whole = '', fraction = ''] = mantissa.split('.');
  const tens = (exponent === undefined ? (DECIMAL[suffix] ?? 0) : Number(exponent.slice(1))) + shift - fraction.length;
  const scaled = BigInt(whole + fraction) * 2n ** BigInt(BINARY[suffix] ?? 0);
  const divisor = tens < 0 ? 10n ** BigInt(-tens) : 1n;
  const value = Number(tens < 0 ? (scaled + divisor - 1n) / divisor : scaled * 10n ** BigInt(tens));
  return Number.isSafeInteger(value) ? { value } : { error: `"${text}" is larger than any machine` };
}

/** Millicores of a processor quantity, rounded up: "500m" is 500, "2" is 2,000, "0.1" is 100. */
export const cpuMillisOf = (text: string): QuantityResult => read(text, 3);

/** MiB of a memory quantity ("1.5Gi", "128974848", "129e6", "129M"), exact to the byte; a fraction where it is no whole number of MiB. */
export function memoryMiBOf(text: string): QuantityResult {
  const bytes = read(text, 0);
  return 'error' in bytes ? bytes : { value: bytes.value / 2 ** 20 };
}
