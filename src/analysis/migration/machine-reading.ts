import type { PriceBook } from '../../catalog/price-book.ts';
import type { Shape } from '../../catalog/shape-row.ts';
import { approximateDecimal } from '../../money.ts';
import type { UsageLine } from '../../focus/usage-line.ts';
import { jsonPairs } from './line-texts.ts';

/** A machine that a bill names. */
export interface MachineReading {
  readonly instanceType: string;
  readonly vcpu: number;
  readonly memoryGib: number;
  readonly arch: 'amd64' | 'arm64';
  readonly gpus: number;
  readonly gpuModel: string;
  /** How it was read, where the price book does not know the machine itself. */
  readonly flag: string | null;
}

export interface MachineReader {
  /** The machine of a line: by its details, usage type, meter, resource type, tags or description; null where none is named. */
  readonly read: (provider: string, line: UsageLine) => MachineReading | null;
  /** The machine that a text names. */
  readonly named: (provider: string, text: string) => MachineReading | null;
}

const AWS_TYPE =
  /(?:^|[^a-z0-9])((?:u-)?[a-z]+\d[a-z0-9-]*)\.(\d*x?large|\d*xl|nano|micro|small|medium|metal(?:-[a-z0-9]+)?)(?![a-z0-9])/gi;
const AZURE_TYPE =
  /(?:^|[^a-z0-9.])(?:standard[_ ])?([a-z]{1,3}\d+(?:-\d+)?[a-z]{0,5}(?:[ _](?:a100|a10|t4|h100|h200|mi300x))?(?:[ _]?v\d)?)(?![a-z0-9])/gi;
const GCP_TYPE =
  /(?:^|[^a-z0-9])([a-z]\d[a-z]?-(?:standard|highmem|highcpu|highgpu|megagpu|ultragpu|megamem|ultramem|micro|small|medium)(?:-\d+[a-z]?(?:-[a-z]+)?)?)(?![a-z0-9])/gi;
const GCP_CUSTOM = /(?:^|[^a-z0-9])((?:[a-z]\d[a-z]?-|db-)?custom-\d+-\d+)(?![a-z0-9])/gi;
const OCI_TYPE = /(?:^|[^a-z0-9])((?:vm|bm)\.[a-z0-9.-]+)/gi;
const IBM_TYPE = /(?:^|[^a-z0-9])([a-z]{1,3}\d[a-z]{0,2}[-.]\d+x\d+(?:x\d+[a-z0-9]+)?)(?![a-z0-9])/gi;

const TYPES: Readonly<Record<string, readonly RegExp[]>> = {
  aws: [AWS_TYPE],
  azure: [AZURE_TYPE],
  gcp: [GCP_TYPE, GCP_CUSTOM],
  oci: [OCI_TYPE],
  ibm: [IBM_TYPE],
};

/** Two spellings of one machine are equal under this: case, dots, dashes and Azure's "Standard" do not count. */
const spellingKey = (name: string): string =>
  name
    .toLowerCase()
    .replace(/^standard[_ ]/, '')
    .replaceAll(/[^a-z0-9]/g, '');

/** Reads the machines of all clouds in the spellings of their bills against the shapes of a price book. */
export function machineReader(prices: PriceBook): MachineReader {
  const indexes = new Map<string, ReadonlyMap<string, Shape>>();
  const indexOf = (provider: string): ReadonlyMap<string, Shape> => {
    const held = indexes.get(provider);
    if (held !== undefined) return held;
    const index = new Map(prices.shapes(provider).map((shape) => [spellingKey(shape.instanceType), shape]));
    indexes.set(provider, index);
    return index;
  };
  const known = new Map<string, MachineReading | null>();
  const named = (provider: string, text: string): MachineReading | null => {
    if (text === '') return null;
    const key = `${provider}|${text}`;
    const held = known.get(key);
    if (held !== undefined) return held;
    const reading = machineIn(provider, text, indexOf(provider));
    known.set(key, reading);
    return reading;
  };
  return { named, read: (provider, line) => readLine(named, provider, line) };
}

function readLine(named: MachineReader['named'], provider: string, line: UsageLine): MachineReading | null {
  const details = jsonPairs(line.skuPriceDetails);
  const spec = line.tags.includes('machine_spec') ? (jsonPairs(line.tags).get('compute.googleapis.com/machine_spec') ?? '') : '';
  const stated = details.get('instancetype') ?? '';
  const found = [stated, spec, line.usageType, line.skuMeter, line.resourceType, line.chargeDescription]
    .map((text) => named(provider, text))
    .filter((reading) => reading !== null);
  const exact = found.find(({ flag }) => flag === null) ?? null;
  return exact ?? statedSize(details, stated) ?? found[0] ?? null;
}

/** A bill that states cores and memory needs no price book. */
function statedSize(details: ReadonlyMap<string, string>, instanceType: string): MachineReading | null {
  const vcpu = numberOf(details.get('corecount'));
  const memoryGib = numberOf(details.get('memorysize'));
  if (vcpu === null || memoryGib === null || vcpu <= 0 || memoryGib <= 0) return null;
  const flag = `size of ${instanceType === '' ? 'the machine' : instanceType} as the bill states it`;
  return { instanceType, vcpu, memoryGib, arch: 'amd64', gpus: 0, gpuModel: '', flag };
}

const numberOf = (text: string | undefined): number | null =>
  text !== undefined && /^\d{1,6}(?:\.\d{1,6})?$/.test(text) ? approximateDecimal(text) : null;

function machineIn(provider: string, text: string, index: ReadonlyMap<string, Shape>): MachineReading | null {
  const whole = index.get(spellingKey(text));
  if (whole !== undefined) return readingOf(whole, null);
  const names = (TYPES[provider] ?? []).flatMap((pattern) => [...text.matchAll(pattern)].map((match) => nameIn(match)));
  for (const name of names) {
    const shape = index.get(spellingKey(name));
    if (shape !== undefined) return readingOf(shape, null);
  }
  // A word that only looks like a machine has no relatives in the price book.
  for (const name of names) {
    const near = sizedByName(provider, name) ?? nearest(provider, name, index);
    if (near !== null) return near;
  }
  return null;
}

/** AWS parts family and size; bills of databases shorten "2xlarge" to "2xl". */
const nameIn = ([, name = '', size]: RegExpMatchArray): string => (size === undefined ? name : `${name}.${size.replace(/xl$/i, 'xlarge')}`);

const readingOf = (shape: Shape, flag: string | null): MachineReading => ({
  instanceType: shape.instanceType,
  vcpu: shape.vcpu,
  memoryGib: shape.memoryGiB,
  arch: shape.arch,
  gpus: shape.gpuCount,
  gpuModel: shape.gpuModel ?? '',
  flag,
});

/** IBM names carry vCPU and GiB ("bx2.16x64"), custom ones of Google Cloud vCPU and MiB ("db-custom-4-16384"). */
function sizedByName(provider: string, name: string): MachineReading | null {
  const pattern = provider === 'ibm' ? /[-.](\d+)x(\d+)/ : provider === 'gcp' ? /custom-(\d+)-(\d+)/ : null;
  const [, vcpu, memory] = pattern?.exec(name) ?? [];
  if (vcpu === undefined || memory === undefined) return null;
  const flag = `size of ${name} as its name says`;
  return {
    instanceType: name,
    vcpu: approximateDecimal(vcpu),
    memoryGib: approximateDecimal(memory) / (provider === 'gcp' ? 1024 : 1),
    arch: 'amd64',
    gpus: 0,
    gpuModel: '',
    flag,
  };
}

/** A machine of the same size and class: of the same family name first, then with the same extras, then of the nearest generation. */
function nearest(provider: string, name: string, index: ReadonlyMap<string, Shape>): MachineReading | null {
  const wanted = partsOf(provider, name);
  if (wanted === null) return null;
  const related = [...index.values()].flatMap((shape) => {
    const parts = partsOf(provider, shape.instanceType);
    if (parts === null || parts.size !== wanted.size || parts.family.charAt(0) !== wanted.family.charAt(0)) return [];
    const sameArch = isArmName(provider, parts.family) === isArmName(provider, wanted.family);
    return sameArch ? [{ shape, distance: distanceOf(parts.family, wanted.family) }] : [];
  });
  const best = related.toSorted((a, b) => a.distance - b.distance || (a.shape.instanceType < b.shape.instanceType ? -1 : 1))[0];
  return best === undefined ? null : readingOf(best.shape, `size of ${best.shape.instanceType} for ${name}, which has no known size`);
}

/** How far apart two families are: other letters before the generation weigh most, then other extras after it, then the generations between. */
function distanceOf(one: string, other: string): number {
  const [a, b] = [generationOf(one), generationOf(other)];
  return (a.letters === b.letters ? 0 : 10_000) + (a.extras === b.extras ? 0 : 1000) + Math.abs(a.generation - b.generation);
}

function generationOf(family: string): { readonly letters: string; readonly generation: number; readonly extras: string } {
  const [, letters = family, digits, extras = ''] = /^(\D*)(\d+)(.*)$/.exec(family) ?? [];
  return { letters, generation: digits === undefined ? 0 : approximateDecimal(digits), extras };
}

/** Family and size in a machine's name: "m6i" and "2xlarge", "ds-v5" and "4", "n2-standard" and "8". */
function partsOf(provider: string, name: string): { readonly family: string; readonly size: string } | null {
  const plain = name.toLowerCase().replace(/^standard[_ ]/, '');
  if (provider === 'aws') {
    const [family = '', size = ''] = plain.split('.');
    return size === '' ? null : { family, size };
  }
  const [, letters, size, rest] =
    (provider === 'azure' ? /^([a-z]+)(\d+)(.*)$/ : provider === 'gcp' ? /^([a-z]\d[a-z]?-[a-z]+)-(\d+)(.*)$/ : null)?.exec(plain) ?? [];
  return letters === undefined || size === undefined ? null : { family: `${letters}${rest ?? ''}`.replaceAll(/[_ ]/g, ''), size };
}

const isArmName = (provider: string, family: string): boolean =>
  provider === 'aws' ? /\dg/.test(family) : provider === 'azure' ? /^[a-z]+?p/.test(family.slice(1)) : /^(?:t2a|c4a|n4a)/.test(family);
