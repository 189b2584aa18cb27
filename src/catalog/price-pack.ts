import { approximateDecimal } from '../money.ts';
import { feePrice, managedPrice, nodePrice, storagePrice } from './price-make.ts';
import type { FeePrice, ManagedPrice, NodePrice, PriceGrade, StoragePrice, UtilisationRow } from './price-row.ts';
import type { CpuArchitecture, Shape } from './shape-row.ts';

/*
 * How the default prices lie on disk: texts, with what repeats kept once. A line is a list of words parted by blanks,
 * `-` for unknown, absent at the end of a line; `origins` are [as of, source, grade, grade of the spot price].
 */

/** Machines of one provider: each shape once, and for each region a line a price. */
export interface PackedNodes {
  readonly provider: string;
  readonly origins: readonly (readonly string[])[];
  /** Instance type, vCPU, GiB of memory, architecture, GPUs, GPU model, GiB of local disk, pods. */
  readonly shapes: readonly string[];
  /** Instance type, origin, on demand, one year, three years, spot. */
  readonly regions: Readonly<Record<string, readonly string[]>>;
}

/** Rows of texts; the last cell of each names its origin. */
export interface PackedRows {
  readonly origins: readonly (readonly string[])[];
  readonly rows: readonly (readonly string[])[];
}

const NONE = '-';
const word = (value: string | number | null): string => (value === null || value === '' ? NONE : `${value}`);
const textIn = (cell: string | undefined): string | null => (cell === undefined || cell === NONE || cell === '' ? null : cell);
const numberIn = (cell: string | undefined): number | null => {
  const text = textIn(cell);
  return text === null ? null : approximateDecimal(text);
};

/** Keeps each distinct origin once and answers its index as text. */
function interning(): { readonly origins: string[][]; readonly indexOf: (origin: readonly string[]) => string } {
  const origins: string[][] = [];
  const known = new Map<string, number>();
  const indexOf = (origin: readonly string[]): string => {
    const key = JSON.stringify(origin);
    const index = known.get(key) ?? origins.push([...origin]) - 1;
    known.set(key, index);
    return `${index}`;
  };
  return { origins, indexOf };
}

const lineOf = (words: readonly (string | number | null)[]): string =>
  words
    .map(word)
    .join(' ')
    .replace(/(?: -)+$/, '');

/** Packs the prices of one provider, in order of region and instance type. A shape is the same in every region. */
export function packNodes(provider: string, prices: readonly NodePrice[]): PackedNodes {
  const { origins, indexOf } = interning();
  const ordered = [...prices].sort((a, b) => (a.key < b.key ? -1 : 1));
  const shapes = new Map<string, string>();
  const regions: Record<string, string[]> = {};
  for (const price of ordered) {
    const { instanceType, vcpu, memoryGiB, arch, gpuCount, gpuModel, localSsdGiB, maxPods } = price;
    shapes.set(instanceType, lineOf([instanceType, vcpu, memoryGiB, arch, gpuCount, gpuModel, localSsdGiB, maxPods]));
    const origin = indexOf([price.asOf, price.source, price.grade, price.spotGrade]);
    (regions[price.region] ??= []).push(lineOf([instanceType, origin, price.onDemand, price.commit1y, price.commit3y, price.spot]));
  }
  return { provider, origins, shapes: [...shapes.values()].sort(), regions };
}

/** The shape of a packed line. */
export function unpackShape(provider: string, line: string): Shape {
  const [instanceType = '', vcpu, memory, arch, gpus, gpuModel, ssd, pods] = line.split(' ');
  return {
    provider,
    instanceType,
    vcpu: numberIn(vcpu) ?? 0,
    memoryGiB: numberIn(memory) ?? 0,
    arch: arch as CpuArchitecture,
    gpuCount: numberIn(gpus) ?? 0,
    gpuModel: textIn(gpuModel),
    localSsdGiB: numberIn(ssd),
    maxPods: numberIn(pods),
  };
}

/** The prices of one region, in order of instance type. */
export function unpackNodes(packed: PackedNodes, region: string, shapes: ReadonlyMap<string, Shape>): NodePrice[] {
  return (packed.regions[region] ?? []).flatMap((line) => {
    const [instanceType = '', origin = '', onDemand = '', commit1y, commit3y, spot] = line.split(' ');
    const shape = shapes.get(instanceType);
    if (shape === undefined) return [];
    const { asOf, source, grade, spotGrade } = originAt(packed.origins, origin);
    const prices = { onDemand, commit1y: textIn(commit1y), commit3y: textIn(commit3y), spot: textIn(spot) };
    return [nodePrice({ ...shape, region, ...prices, asOf, source, grade, spotGrade })];
  });
}

function originAt(
  origins: PackedNodes['origins'],
  index: string | undefined,
): { readonly asOf: string; readonly source: string; readonly grade: PriceGrade; readonly spotGrade: PriceGrade } {
  const [asOf = '', source = '', grade = 'W', spotGrade = grade] = origins[numberIn(index) ?? -1] ?? [];
  return { asOf, source, grade: grade as PriceGrade, spotGrade: spotGrade as PriceGrade };
}

const cells = (values: readonly (string | number | null)[]): string[] => values.map((value) => (value === null ? '' : `${value}`));

/** Packs rows with the cells that `cellsOf` names; the origin comes last. */
function packRows<Row extends { readonly asOf: string; readonly source: string; readonly grade: string }>(
  rows: readonly Row[],
  cellsOf: (row: Row) => readonly (string | number | null)[],
): PackedRows {
  const { origins, indexOf } = interning();
  return { origins, rows: rows.map((row) => [...cells(cellsOf(row)), indexOf([row.asOf, row.source, row.grade])]) };
}

export const packFees = (rows: readonly FeePrice[]): PackedRows =>
  packRows(rows, (row) => [row.targetId, row.provider, row.item, row.unit, row.price, row.notes]);

export const unpackFees = ({ origins, rows }: PackedRows): FeePrice[] =>
  rows.map(([targetId = '', provider = '', item = '', unit = '', price = '', notes = '', origin]) => {
    const { asOf, source, grade } = originAt(origins, origin);
    return feePrice({ provider, region: 'all', targetId, item, unit, price, notes, asOf, source, grade });
  });

export const packStorage = (rows: readonly StoragePrice[]): PackedRows =>
  packRows(rows, (row) => [row.provider, row.region, row.item, row.tierFromGb, row.tierToGb, row.price]);

export const unpackStorage = ({ origins, rows }: PackedRows): StoragePrice[] =>
  rows.map(([provider = '', region = '', item = '', from, to, price = '', origin]) => {
    const { asOf, source, grade } = originAt(origins, origin);
    return storagePrice({ provider, region, item, tierFromGb: numberIn(from) ?? 0, tierToGb: numberIn(to), price, asOf, source, grade });
  });

export const packManaged = (rows: readonly ManagedPrice[]): PackedRows =>
  packRows(rows, (row) => [
    row.provider, row.service, row.item, row.region, row.unit, row.price, row.freePerMonth, row.replacement, row.notes,
  ]); // prettier-ignore

export const unpackManaged = ({ origins, rows }: PackedRows): ManagedPrice[] =>
  rows.map(([provider = '', service = '', item = '', region = '', unit = '', price = '', free, replacement = '', notes = '', origin]) => {
    const freePerMonth = numberIn(free);
    const { asOf, source, grade } = originAt(origins, origin);
    return managedPrice({ provider, region, service, item, unit, price, freePerMonth, replacement, notes, asOf, source, grade });
  });

export const packUtilisation = (rows: readonly UtilisationRow[]): PackedRows =>
  packRows(
    rows.map((row) => ({ ...row, asOf: row.dataYear })),
    (row) => [row.population, row.scope, row.metric, row.statistic, row.value, row.unit, row.sample, row.notes],
  );

export const unpackUtilisation = ({ origins, rows }: PackedRows): UtilisationRow[] =>
  rows.map(([population = '', scope = '', metric = '', statistic = '', value, unit = '', sample = '', notes = '', origin]) => {
    const { asOf: dataYear, source, grade } = originAt(origins, origin);
    return { population, scope, metric, statistic, value: numberIn(value) ?? 0, unit, dataYear, sample, source, notes, grade };
  });
