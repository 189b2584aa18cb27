import type { PriceBook } from './price-book.ts';
import { isPricedShape, shapeOf } from './shape-lookup.ts';
import { vcpuPerOcpu } from './shape-rules.ts';

/** What a machine on a bill is rented for: by itself, or inside a managed service whose price holds more than the machine. */
export type MachineUse = 'machine' | 'database' | 'cache' | 'search' | 'broker' | 'other';

/**
 * A machine as the text of a bill names it: whole, or as one of the parts that are billed apart. `unitVcpu` is how many vCPU one
 * unit of a `core` part is; `family` is the series or flexible shape, or the model of a `gpu`.
 */
export type MachineMention =
  | { readonly kind: 'whole'; readonly instanceType: string; readonly use: MachineUse }
  | { readonly kind: 'part'; readonly family: string; readonly dimension: 'core' | 'ram' | 'gpu'; readonly unitVcpu: number };

interface Question {
  readonly provider: string;
  /** Usage type, SKU, meter name, resource type or description. */
  readonly text: string;
}

/** Characters in which a machine is looked for: what is longer is a document, and patterns take the square of the length. */
const LONGEST = 2000;

/** The machine that a text names in its provider's spelling; null when it names none. A name may be one that no price is known for. */
export function instanceTypeIn(book: PriceBook, { provider, text }: Question): MachineMention | null {
  const plain = text.slice(0, LONGEST).trim();
  if (plain === '') return null;
  switch (provider) {
    case 'aws':
      return amazonMachine(plain);
    case 'azure':
      return azureMachine(book, plain);
    case 'gcp':
      return googleMachine(plain);
    case 'oci':
      return oracleMachine(plain);
    case 'ibm':
      return ibmMachine(plain);
    default:
      return hostMachine(book, provider, plain);
  }
}

const whole = (instanceType: string, use: MachineUse = 'machine'): MachineMention => ({ kind: 'whole', instanceType, use });

const part = (family: string, dimension: 'core' | 'ram' | 'gpu', unitVcpu = 1): MachineMention => ({
  kind: 'part',
  family,
  dimension,
  unitVcpu,
});

const AMAZON =
  /(?:^|[^a-z0-9.])(?:(db|cache|kafka|mq|ml|dms)\.)?(u-\d+tb\d|[a-z][a-z0-9]*\d[a-z0-9-]*)\.(nano|micro|small|medium|large|xlarge|\d+xlarge|metal-\d+xl|metal)(?:\.(search|elasticsearch))?(?![a-z0-9])/i;

const AMAZON_USES: Readonly<Record<string, MachineUse>> = {
  db: 'database', cache: 'cache', kafka: 'broker', mq: 'broker', search: 'search', elasticsearch: 'search', ml: 'other', dms: 'other',
}; // prettier-ignore

/** "USE1-BoxUsage:m5.xlarge", "InstanceUsage:db.m5.large", "NodeUsage:cache.r6g.large", "ESInstance:r5.large", "Kafka.m5.large", "u-6tb1.56xlarge". */
function amazonMachine(text: string): MachineMention | null {
  const match = AMAZON.exec(text);
  // The first machine type is the only one that a usage type leaves out.
  if (match === null) return /(?:^|-)(?:BoxUsage|SpotUsage|HeavyUsage)$/.test(text) ? whole('m1.small') : null;
  const [, service = '', family = '', size = '', suffix = ''] = match;
  const use = AMAZON_USES[service.toLowerCase()] ?? AMAZON_USES[suffix.toLowerCase()];
  return whole(`${family}.${size}`.toLowerCase(), use ?? (/ESInstance/i.test(text) ? 'search' : 'machine'));
}

const AZURE_SPELT =
  /(?<![a-z0-9])((?:standard|basic)[_ ])?([a-z]{1,3}\d+(?:-\d+)?[a-z]*(?:[_ ](?:[a-z]{1,3}\d{1,4}[a-z]?|cc))*(?:[_ ]v\d+)?)(?![a-z0-9])/gi;

/** "Standard_D4s_v5", "D4s v5 Spot", "E8ds v5/E8s v5", "B2ms"; a name without "Standard" or version counts only if it is known. */
function azureMachine(book: PriceBook, text: string): MachineMention | null {
  const spelt = [...text.matchAll(AZURE_SPELT)].map(([, prefix = '', name = '']) => ({ prefix, name: name.trim() }));
  const known = spelt.find(
    ({ prefix, name }) => isPricedShape(book, 'azure', name) && (prefix !== '' || isVersioned(name) || stands(text, name)),
  );
  const told =
    known ?? spelt.find(({ prefix, name }) => (prefix !== '' || isVersioned(name)) && shapeOf(book, { provider: 'azure', name }) !== null);
  return told === undefined ? null : whole(`Standard_${told.name.replaceAll(' ', '_')}`);
}

const isVersioned = (name: string): boolean => /[_ ]v\d+$/i.test(name);

/** Whether a meter says nothing but the machine: "B2ms", "F2/F2s", "D2/DS2 Spot". */
const stands = (text: string, name: string): boolean =>
  text
    .replace(/ (?:spot|low priority|promo|expired)$/i, '')
    .split('/')
    .includes(name);

const GOOGLE_TYPE = /(?<![a-z0-9])(db-)?([a-z]\d[a-z]?-(?:standard|highmem|highcpu|[a-z]+mem|[a-z]+gpu|custom|micro|small|medium)(?:-\d+g?)?(?:-\d+)?(?:-[a-z]*lssd)?(?:-metal|-ext)?|custom-\d+-\d+(?:-ext)?)(?![a-z0-9])/i; // prettier-ignore

/** Descriptions that name a machine type, or a series, in words. */
const GOOGLE_WORDS: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/^(?:.* )?micro instance with burstable/i, 'f1-micro'],
  [/^(?:.* )?small instance with 1 vcpu/i, 'g1-small'],
];

const GOOGLE_SERIES: readonly (readonly [pattern: RegExp, series: string])[] = [
  [/compute.optimized/i, 'c2'],
  [/memory.optimized/i, 'm1'],
  [/\b(?:custom|predefined|instance)\b/i, 'n1'],
];

/** "n1-standard-4", or the core and memory SKUs: "N2 Instance Core running in Americas", "Spot Preemptible E2 Instance Ram", "Commitment v1: N2D AMD Cpu". */
function googleMachine(text: string): MachineMention | null {
  const [, sql, type] = GOOGLE_TYPE.exec(text) ?? [];
  if (type !== undefined) return whole(type.toLowerCase(), sql === undefined ? 'machine' : 'database');
  const named = GOOGLE_WORDS.find(([pattern]) => pattern.test(text))?.[1];
  if (named !== undefined) return whole(named);
  const gpu = /\bnvidia (?:tesla )?([a-z0-9]+(?: \d+gb)?)/i.exec(text)?.[1];
  if (gpu !== undefined) return part(gpu.toLowerCase().replace(' ', '-'), 'gpu');
  const dimension = /\b(?:core|cpu|vcpu)\b/i.test(text) ? 'core' : /\b(?:ram|memory)\b(?!.optimized)/i.test(text) ? 'ram' : null;
  if (dimension === null || !/\b(?:instance|commitment|core|cpu)\b/i.test(text) || /cloud sql|cloud run|alloydb|redis/i.test(text))
    return null;
  const series = /(?<![a-z0-9])([acefghmntxz]\d[a-z]?)(?![a-z0-9])/i.exec(text.replace(/\bv\d+\b/g, ''))?.[1]?.toLowerCase();
  const family = series ?? GOOGLE_SERIES.find(([pattern]) => pattern.test(text))?.[1];
  return family === undefined ? null : part(family, dimension);
}

/** Part numbers of Oracle's price list: OCPU hours and memory of each generation. */
const ORACLE_PARTS: Readonly<Record<string, readonly [family: string, dimension: 'core' | 'ram']>> = {
  B93297: ['VM.Standard.A1.Flex', 'core'], B93298: ['VM.Standard.A1.Flex', 'ram'],
  B109529: ['VM.Standard.A2.Flex', 'core'], B109530: ['VM.Standard.A2.Flex', 'ram'],
  B93113: ['VM.Standard.E4.Flex', 'core'], B93114: ['VM.Standard.E4.Flex', 'ram'],
  B112145: ['VM.Standard.A4.Flex', 'core'], B112146: ['VM.Standard.A4.Flex', 'ram'],
  B97384: ['VM.Standard.E5.Flex', 'core'], B97385: ['VM.Standard.E5.Flex', 'ram'],
  B111129: ['VM.Standard.E6.Flex', 'core'], B111130: ['VM.Standard.E6.Flex', 'ram'],
  B94176: ['VM.Standard3.Flex', 'core'], B94177: ['VM.Standard3.Flex', 'ram'],
  B93311: ['VM.Optimized3.Flex', 'core'], B93312: ['VM.Optimized3.Flex', 'ram'],
}; // prettier-ignore

/** "VM.Standard.E4.Flex", "Compute - Standard - E4 - OCPU", "Standard - A1 - Memory", "Standard - E4", "B93113". */
function oracleMachine(text: string): MachineMention | null {
  const shape = /(?<![a-z0-9])((?:vm|bm)\.[a-z0-9.-]*[a-z0-9])/i.exec(text)?.[1];
  if (shape !== undefined) return whole(shape);
  const listed = ORACLE_PARTS[/(?<![A-Z0-9])B\d{5,6}(?!\d)/.exec(text)?.[0] ?? ''];
  if (listed !== undefined) return part(listed[0], listed[1], listed[1] === 'core' ? vcpuPerOcpu(listed[0]) : 1);
  // Without a word for the unit the line is that of the processors: "Standard - E4" beside "Standard - E4 - Memory".
  const [, group = '', series = '', unit = 'ocpu'] =
    /(standard|optimized|denseio)\s*-\s*([a-z]\d{1,2})(?:\s*-\s*(ocpu|memory)|\s*$)/i.exec(text) ?? [];
  if (series === '') return null;
  const line =
    group.toLowerCase() === 'optimized' ? 'VM.Optimized3' : /^x9$/i.test(series) ? 'VM.Standard3' : `VM.Standard.${series.toUpperCase()}`;
  const family = `${line}.Flex`;
  return unit.toLowerCase() === 'ocpu' ? part(family, 'core', vcpuPerOcpu(family)) : part(family, 'ram');
}

/** "bx2-4x16", "bx2.4x16", "BX2-VCPU-HOURS", "bx2 memory hours". */
function ibmMachine(text: string): MachineMention | null {
  const type = /(?<![a-z0-9])([a-z]{1,3}\d[a-z]*[-.]\d+x\d+(?:x\d+[a-z][a-z0-9]*)?)(?![a-z0-9])/i.exec(text)?.[1];
  if (type !== undefined) return whole(type.toLowerCase());
  const [, family = '', unit = ''] =
    /(?<![a-z0-9])([a-z]x\d[a-z]?)(?![a-z0-9]).*?(vcpu|cpu|core|memory|ram|gb)/i.exec(text.replaceAll('_', '-')) ?? [];
  if (family === '') return null;
  return part(family.toLowerCase(), /cpu|core/i.test(unit) ? 'core' : 'ram');
}

/** A host's machine by its name in the price list, standing as a word of its own. */
function hostMachine(book: PriceBook, provider: string, text: string): MachineMention | null {
  const words = text.toLowerCase().split(/[\s,;:()/]+/);
  const found = book.shapes(provider).find((shape) => words.includes(shape.instanceType.toLowerCase()));
  return found === undefined ? null : whole(found.instanceType);
}
