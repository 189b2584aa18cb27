const INVERSE_ROOT_OF_TWO_PI = 0.3989422804014327;

/** Beyond this many standard deviations the integral is 0 or 1 to the last digit of a double. */
const FAR = 9;

/** Density of the standard normal distribution. */
const normalDensity = (z: number): number => INVERSE_ROOT_OF_TWO_PI * Math.exp((-z * z) / 2);

/**
 * The standard normal integral up to z, to 1e-15: 1/2 + density x (z + z^3/3 + z^5/(3x5) + ...),
 * summed until a term no longer counts (Marsaglia, Journal of Statistical Software 11(4), 2004).
 */
export function normalIntegral(z: number): number {
  if (z > FAR) return 1;
  if (z < -FAR) return 0;
  let term = z;
  let sum = z;
  for (let odd = 3; Math.abs(term) > 1e-18 * Math.abs(sum); odd += 2) {
    term *= (z * z) / odd;
    sum += term;
  }
  return 0.5 + sum * normalDensity(z);
}

/**
 * Expected shortfall, as a fraction of forecast spend, of a commitment at `fraction` of the forecast whose relative
 * error is normal with deviation `sigma`: (f - 1) x Phi(z) + sigma x phi(z), z = (f - 1) / sigma. Without error it is
 * what the commitment exceeds the forecast by.
 */
export function shortfall(fraction: number, sigma: number): number {
  if (sigma === 0) return Math.max(0, fraction - 1);
  const z = (fraction - 1) / sigma;
  return Math.max(0, (fraction - 1) * normalIntegral(z) + sigma * normalDensity(z));
}
