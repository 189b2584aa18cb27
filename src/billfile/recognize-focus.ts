import { FOCUS_VERSIONS, type FocusDataset } from '../focus/focus-columns.ts';
import { Problem } from '../problem.ts';
import type { ChargeFile, InspectedFile } from './charge-file.ts';
import { column } from './formula.ts';
import { FOCUS_CHARGE_COLUMNS, FOCUS_CHARGE_SIGNATURE, FOCUS_SIDE_SIGNATURES, PREVIEW_NAMES } from './formats/focus.ts';

/** `Billed Cost`, `billed_cost` and `BilledCost` are one name. */
const plainName = (name: string): string => name.toLowerCase().replace(/[\s_]/g, '');

/** What a header lacks to be a bill of a format it otherwise looks like. */
export interface CloseFormat {
  readonly title: string;
  readonly lacking: readonly string[];
}

/** A FOCUS bill or one of the other FOCUS datasets; null for anything else. Throws Problem header_duplicate. */
export function recognizeFocus(file: InspectedFile): ChargeFile | null {
  const names = new Set(file.header.map(plainName));
  const side = FOCUS_SIDE_SIGNATURES.find(({ signature }) => signature.every((name) => names.has(plainName(name))));
  if (side === undefined && lackingColumns(names).length > 0) return null;
  const byName = namesOf(file);
  if (side !== undefined) {
    const { dataset } = side;
    return describe(file, { dataset, version: sideVersion(dataset, byName), columns: sideColumns(dataset, byName) });
  }
  return describe(file, { dataset: 'CostAndUsage', version: chargeVersion(byName), columns: chargeColumns(byName) });
}

/** A header with many FOCUS names that lacks those every FOCUS bill has. */
export function looksLikeFocus(file: InspectedFile): CloseFormat | null {
  const focusNames = new Set(FOCUS_VERSIONS.flatMap((version) => [...version.mandatory, ...version.other]).map(plainName));
  const names = new Set(file.header.map(plainName));
  const known = [...names].filter((name) => focusNames.has(name)).length;
  return known < 5 ? null : { title: 'FOCUS', lacking: lackingColumns(names) };
}

const lackingColumns = (names: ReadonlySet<string>): string[] =>
  FOCUS_CHARGE_SIGNATURE.filter((focus) => !(FOCUS_CHARGE_COLUMNS[focus] ?? []).some((name) => names.has(plainName(name))));

function namesOf(file: InspectedFile): Map<string, string> {
  const byName = new Map<string, string>();
  for (const name of file.header) {
    const plain = plainName(name);
    const earlier = byName.get(plain);
    if (earlier !== undefined) {
      throw new Problem('header_duplicate', {
        detail: `Column ${name} appears twice in the header.`,
        path: file.path,
        line: 1,
        column: name,
      });
    }
    byName.set(plain, name);
  }
  return byName;
}

function chargeColumns(byName: Map<string, string>): Record<string, string[]> {
  const columns: Record<string, string[]> = {};
  for (const [focus, accepted] of Object.entries(FOCUS_CHARGE_COLUMNS)) {
    const found = accepted.flatMap((name) => byName.get(plainName(name)) ?? []);
    if (found.length > 0) columns[focus] = found;
  }
  return columns;
}

function sideColumns(dataset: FocusDataset, byName: Map<string, string>): Record<string, string[]> {
  const columns: Record<string, string[]> = {};
  for (const name of new Set(FOCUS_VERSIONS.filter((v) => v.dataset === dataset).flatMap((v) => [...v.mandatory, ...v.other]))) {
    const found = byName.get(plainName(name));
    if (found !== undefined) columns[name] = [found];
  }
  return columns;
}

/** The oldest version that knows every FOCUS name the header uses; old names mean 1.0-preview. */
function chargeVersion(byName: Map<string, string>): string {
  const has = (name: string): boolean => byName.has(plainName(name));
  if (PREVIEW_NAMES.some(has) && !has('ProviderName') && !has('ServiceProviderName')) return '1.0-preview';
  const versions = FOCUS_VERSIONS.filter((version) => version.dataset === 'CostAndUsage');
  const known = (version: (typeof versions)[number]): Set<string> => new Set([...version.mandatory, ...version.other].map(plainName));
  const all = new Set(versions.flatMap((version) => [...known(version)]));
  const used = [...byName.keys()].filter((name) => all.has(name));
  const scored = versions.map((version) => ({ version: version.version, hits: used.filter((name) => known(version).has(name)).length }));
  const best = Math.max(...scored.map((entry) => entry.hits));
  return scored.find((entry) => entry.hits === best)?.version ?? '1.0';
}

function sideVersion(dataset: FocusDataset, byName: Map<string, string>): string {
  const versions = FOCUS_VERSIONS.filter((version) => version.dataset === dataset);
  const fitting = versions.find((version) => {
    const known = new Set([...version.mandatory, ...version.other].map(plainName));
    return [...byName.keys()].every((name) => known.has(name) || name.startsWith('x'));
  });
  return (fitting ?? versions.at(-1))?.version ?? '1.4';
}

interface Recognized {
  readonly dataset: FocusDataset;
  readonly version: string;
  readonly columns: Record<string, string[]>;
}

function describe(file: InspectedFile, { dataset, version, columns }: Recognized): ChargeFile {
  const pinned = FOCUS_VERSIONS.find(
    (entry) => entry.dataset === dataset && entry.version === (version === '1.0-preview' ? '1.0' : version),
  );
  const served = new Set(Object.values(columns).flat().map(plainName));
  const covered = new Set([...Object.keys(columns).map(plainName), ...served, ...file.header.map(plainName)]);
  const missing = (pinned?.mandatory ?? []).filter((name) => !covered.has(plainName(name)) && !replacedName(name, columns));
  const formulas = Object.fromEntries(Object.entries(columns).map(([name, found]) => [name, column(...found)]));
  return { ...file, format: `focus-${version}`, dataset, columns: formulas, missing, rules: 'focus' };
}

/** Mandatory in an old version, but delivered under the name of a newer one (or the reverse). */
const replacedName = (name: string, columns: Record<string, string[]>): boolean =>
  Object.entries(FOCUS_CHARGE_COLUMNS).some(([focus, accepted]) => accepted.includes(name) && columns[focus] !== undefined);
