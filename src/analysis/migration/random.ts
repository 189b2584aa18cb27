/** A stream of uniform numbers in (0, 1), open at both ends so that quantile functions stay finite. */
export type RandomStream = () => number;

/**
 * A seeded stream of its own for every name: what one part of a model draws never depends on the order of the others.
 * The generator is xoshiro128** (Blackman and Vigna, 2018), its state filled by splitmix32 from a hash of seed and name.
 */
export function randomStream(seed: number, name: string): RandomStream {
  let mix = hashOf(`${seed}:${name}`);
  const next32 = (): number => {
    mix = (mix + 0x9e3779b9) | 0;
    let word = Math.imul(mix ^ (mix >>> 16), 0x21f0aaad);
    word = Math.imul(word ^ (word >>> 15), 0x735a2d97);
    return (word ^ (word >>> 15)) >>> 0;
  };
  let [a, b, c, d] = [next32(), next32(), next32(), next32()];
  if ((a | b | c | d) === 0) a = 1;
  return () => {
    const scrambled = Math.imul(rotated(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotated(d, 11);
    return (scrambled + 0.5) / 4_294_967_296;
  };
}

const rotated = (word: number, bits: number): number => (word << bits) | (word >>> (32 - bits));

/** FNV-1a over UTF-16 code units, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash | 0;
}
