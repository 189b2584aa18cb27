import type { ThreePoint } from './portfolio.ts';

/** Inverse of a cumulative distribution: the value that a share `p` in (0, 1) of outcomes stays below. */
export type Quantile = (p: number) => number;

/** Horner's scheme, highest power first. */
function polynomial(x: number, coefficients: readonly number[]): number {
  let sum = 0;
  for (const coefficient of coefficients) sum = sum * x + coefficient;
  return sum;
}

const CENTRE = [
  [2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946, 1971.5909503065513, 133.14166789178438, 3.3871328727963665],
  [5226.495278852854, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751, 687.1870074920579, 42.31333070160091, 1],
] as const; // prettier-ignore
const SHOULDER = [
  [0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684, 3.6478483247632045, 5.769497221460691, 4.630337846156546, 1.4234371107496835],
  [1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008, 0.6897673349851, 1.6763848301838038, 2.053191626637759, 1],
] as const; // prettier-ignore
const TAIL = [
  [2.0103343992922881e-7, 2.7115555687434876e-5, 0.0012426609473880784, 0.026532189526576124, 0.29656057182850487, 1.7848265399172913, 5.463784911164114, 6.657904643501103],
  [2.0442631033899397e-15, 1.421511758316446e-7, 1.8463183175100548e-5, 0.0007868691311456133, 0.014875361290850615, 0.1369298809227358, 0.599832206555888, 1],
] as const; // prettier-ignore

/** Quantile of the standard normal distribution, to about 16 digits: algorithm AS 241 (Wichura, 1988). */
export function normalQuantile(p: number): number {
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    return (q * polynomial(r, CENTRE[0])) / polynomial(r, CENTRE[1]);
  }
  const root = Math.sqrt(-Math.log(q < 0 ? p : 1 - p));
  const [table, r] = root <= 5 ? ([SHOULDER, root - 1.6] as const) : ([TAIL, root - 5] as const);
  const size = polynomial(r, table[0]) / polynomial(r, table[1]);
  return q < 0 ? -size : size;
}

const ERFC = [
  0.17087277, -0.82215223, 1.48851587, -1.13520398, 0.27886807, -0.18628806, 0.09678418, 0.37409196, 1.00002368, -1.26551223,
] as const;

/** Share of the standard normal distribution below `z`, with a relative error below 1.2e-7 (Chebyshev fit of Press et al., erfcc). */
export function normalShare(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + x / 2);
  const upper = (t * Math.exp(-x * x + polynomial(t, ERFC))) / 2;
  return z >= 0 ? 1 - upper : upper;
}

const LANCZOS = [
  76.18009172947146, -86.50532032941678, 24.01409824083091, -1.231739572450155, 0.001208650973866179, -0.5395239384953e-5,
] as const;

/** Natural logarithm of the gamma function for x above 0 (Lanczos). */
function logGamma(x: number): number {
  const shifted = x + 5.5 - (x + 0.5) * Math.log(x + 5.5);
  const series = LANCZOS.reduce((sum, coefficient, index) => sum + coefficient / (x + 1 + index), 1.000000000190015);
  return -shifted + Math.log((2.5066282746310007 * series) / x);
}

/** Regularised incomplete beta function I_x(a, b) by Lentz's continued fraction. */
export function betaShare(x: number, { a, b }: BetaShape): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - betaShare(1 - x, { a: b, b: a });
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(1 - x));
  const guarded = (value: number): number => (Math.abs(value) < 1e-300 ? 1e-300 : value);
  let c = 1;
  let d = 1 / guarded(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m <= 300; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / guarded(1 + even * d);
    c = guarded(1 + even / c);
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / guarded(1 + odd * d);
    c = guarded(1 + odd / c);
    fraction *= d * c;
    if (Math.abs(d * c - 1) < 1e-14) break;
  }
  return (front * fraction) / a;
}

export interface BetaShape {
  readonly a: number;
  readonly b: number;
}

/** Quantile of the beta distribution on [0, 1], to about 1e-12, by bisection steered by the secant (always inside the bracket). */
export function betaQuantile(shape: BetaShape): Quantile {
  return (p) => {
    let [low, high, atLow, atHigh] = [0, 1, -p, 1 - p];
    for (let step = 0; step < 200 && high - low > 1e-13; step += 1) {
      const secant = low - (atLow * (high - low)) / (atHigh - atLow);
      const middle = step % 2 === 0 && secant > low && secant < high ? secant : (low + high) / 2;
      const value = betaShare(middle, shape) - p;
      if (value === 0) return middle;
      if (value < 0) [low, atLow] = [middle, value];
      else [high, atHigh] = [middle, value];
    }
    return (low + high) / 2;
  };
}

/** Shape of a beta distribution with this mean and standard deviation; the deviation is capped where no such distribution exists. */
export function betaShapeOf(mean: number, sd: number): BetaShape {
  const spread = Math.min(sd * sd, mean * (1 - mean) * 0.99);
  const size = (mean * (1 - mean)) / spread - 1;
  return { a: mean * size, b: (1 - mean) * size };
}

/** PERT: a beta distribution over [low, high] with its mode at `mid` and weight 4. A range without width is its middle. */
export function pertQuantile({ low, mid, high }: ThreePoint): Quantile {
  const width = high - low;
  if (!(width > 0)) return () => mid;
  const beta = betaQuantile({ a: 1 + (4 * (mid - low)) / width, b: 1 + (4 * (high - mid)) / width });
  return (p) => low + width * beta(p);
}

/** Mean of a PERT distribution, (low + 4 mid + high) / 6. */
export const pertExpected = ({ low, mid, high }: ThreePoint): number => (low + 4 * mid + high) / 6;

/** Lognormal distribution given by its median and its P90; both above 0. */
export function lognormalQuantile(median: number, p90: number): Quantile {
  const sigma = Math.log(p90 / median) / normalQuantile(0.9);
  return (p) => median * Math.exp(sigma * normalQuantile(p));
}

/** Distribution read off a published curve: points of value and share at or below it, joined by straight lines. */
export function empiricalQuantile(points: readonly { readonly value: number; readonly share: number }[]): Quantile {
  return (p) => {
    const above = points.findIndex((point) => point.share >= p);
    const right = above < 0 ? points.at(-1) : points[above];
    const left = points[above - 1];
    if (right === undefined) return Number.NaN;
    if (left === undefined || right.share === left.share) return right.value;
    return left.value + ((right.value - left.value) * (p - left.share)) / (right.share - left.share);
  };
}

/** The quantiles of a sample by straight lines between its order statistics; the sample is sorted by the call on a copy. */
export function sampleQuantiles(sample: Float64Array, shares: readonly number[]): number[] {
  const sorted = Float64Array.from(sample).sort();
  return shares.map((share) => {
    const place = share * (sorted.length - 1);
    const below = Math.floor(place);
    const [left = Number.NaN, right = left] = [sorted[below], sorted[Math.min(below + 1, sorted.length - 1)]];
    return left + (right - left) * (place - below);
  });
}
