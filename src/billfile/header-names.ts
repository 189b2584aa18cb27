import { Problem } from '../problem.ts';
import type { KeyedColumn } from './formula.ts';
import type { HeaderNames } from './resolve-formula.ts';

/** `lineItem/UnblendedCost` and `line_item_unblended_cost` are one name; letters of any script count. */
export const bareName = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

/** Localised exports keep the English name behind the translated one: `Maßeinheit (UnitOfMeasure)`. */
const ENGLISH_NAME = /\(([A-Za-z][A-Za-z0-9]*)\)$/;

/** Looks columns up by their bare names. Throws Problem header_duplicate when a name that is asked for stands there twice. */
export function headerNames(header: readonly string[], context: { readonly path: string; readonly line: number }): HeaderNames {
  const byName = new Map<string, string[]>();
  const note = (key: string, name: string): void => void byName.set(key, [...(byName.get(key) ?? []), name]);
  for (const name of header) {
    const english = ENGLISH_NAME.exec(name.trim())?.[1];
    for (const key of new Set([bareName(name), bareName(english ?? name)])) note(key, name);
  }
  return {
    find: (name) => {
      const found = byName.get(bareName(name)) ?? [];
      const twice = found.find((one, index) => found.slice(0, index).some((other) => other.toLowerCase() === one.toLowerCase()));
      if (twice === undefined) return found;
      throw new Problem('header_duplicate', { detail: `Column ${twice} appears twice in the header.`, ...context, column: twice });
    },
    under: (prefix) => keyed(header, prefix.toLowerCase()),
  };
}

const keyed = (header: readonly string[], prefix: string): KeyedColumn[] =>
  header
    .filter((name) => name.toLowerCase().startsWith(prefix) && name.length > prefix.length)
    .map((name) => ({ key: name.slice(prefix.length), name }));
