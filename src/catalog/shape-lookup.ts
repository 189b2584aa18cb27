import type { PriceBook } from './price-book.ts';
import { plainName, shapeName, type ShapeName } from './shape-name.ts';
import type { Shape } from './shape-row.ts';
import { shapeByRule } from './shape-rules.ts';

/** How a machine was found: in the price book, by the size its name spells out, or as the nearest one that is known. */
export interface ShapeMatch {
  readonly shape: Shape;
  readonly match: 'exact' | 'rule' | 'nearest';
  readonly asked: string;
}

const indexes = new WeakMap<PriceBook, Map<string, ReadonlyMap<string, Shape>>>();

/**
 * The machine of a name as a bill spells it: "Standard_D4s_v5", "D4s v5", "db.m5.large". A machine that is not known is answered
 * by the nearest of the same purpose, by maker letters, generation and size; null when there is none, never a machine without size.
 */
export function shapeOf(book: PriceBook, { provider, name }: { readonly provider: string; readonly name: string }): ShapeMatch | null {
  const asked = name.trim();
  const exact = indexOf(book, provider).get(plainName(provider, asked));
  if (exact !== undefined) return { shape: exact, match: 'exact', asked };
  const ruled = shapeByRule(provider, asked) ?? constrained(book, provider, asked);
  if (ruled !== null) return { shape: ruled, match: 'rule', asked };
  const near = provider === 'oci' ? flexible(book, asked) : nearest(book, provider, asked);
  return near === null ? null : { shape: near, match: 'nearest', asked };
}

/** Whether the price book knows a machine by this name. */
export const isPricedShape = (book: PriceBook, provider: string, name: string): boolean =>
  indexOf(book, provider).has(plainName(provider, name));

function indexOf(book: PriceBook, provider: string): ReadonlyMap<string, Shape> {
  const known = indexes.get(book) ?? new Map<string, ReadonlyMap<string, Shape>>();
  indexes.set(book, known);
  const index = known.get(provider) ?? new Map(book.shapes(provider).map((shape) => [plainName(provider, shape.instanceType), shape]));
  known.set(provider, index);
  return index;
}

/** Azure sells sizes with fewer vCPU and the memory of the whole: "E8-4ds_v5" is an E8ds_v5 with four. */
function constrained(book: PriceBook, provider: string, asked: string): Shape | null {
  if (provider !== 'azure') return null;
  const [, size = '', fewer = '', rest = ''] = /^((?:standard_)?[a-z]+\d+)-(\d+)([a-z_ 0-9]*)$/i.exec(asked) ?? [];
  const whole = indexOf(book, provider).get(plainName(provider, size + rest));
  const vcpu = [1, 2, 4, 8, 16, 24, 32, 48, 64, 96, 104, 128].find((count) => `${count}` === fewer);
  return whole === undefined || vcpu === undefined ? null : { ...whole, instanceType: asked, vcpu };
}

/** A flexible shape of Oracle without its size: two OCPUs with the memory nearest to eight GiB each; an unknown generation is taken for E4. */
function flexible(book: PriceBook, asked: string): Shape | null {
  if (!/\.flex$/i.test(asked)) return null;
  const sized = (family: string): Shape[] =>
    book.shapes('oci').filter((shape) => shape.instanceType.toLowerCase().startsWith(`${family.toLowerCase()}.2ocpu.`));
  const own = sized(asked);
  const sizes = own.length > 0 ? own : sized('VM.Standard.E4.Flex');
  return sizes.sort((a, b) => Math.abs(a.memoryGiB - 16) - Math.abs(b.memoryGiB - 16))[0] ?? null;
}

function nearest(book: PriceBook, provider: string, asked: string): Shape | null {
  const wanted = shapeName(provider, asked);
  if (wanted === null || wanted.size === 0) return null;
  let best: { readonly shape: Shape; readonly distance: number } | null = null;
  // Shapes come in order of name: the first of the nearest is kept.
  for (const shape of book.shapes(provider)) {
    const own = shapeName(provider, shape.instanceType);
    if (own === null || own.line !== wanted.line || own.size === 0) continue;
    const distance = distanceOf(wanted, own);
    if (best === null || distance < best.distance) best = { shape, distance };
  }
  return best?.shape ?? null;
}

/** A doubling of size weighs as much as four generations or four letters: what a machine holds matters more than its age. */
function distanceOf(wanted: ShapeName, other: ShapeName): number {
  const letters = [...new Set(wanted.attributes + other.attributes)].filter(
    (letter) => wanted.attributes.includes(letter) !== other.attributes.includes(letter),
  );
  const steps = Math.abs(Math.log2(wanted.size / other.size));
  const respelt = wanted.sizeText === other.sizeText ? 0 : 1;
  return letters.length + Math.abs(wanted.generation - other.generation) + 4 * steps + respelt;
}
