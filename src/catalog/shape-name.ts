import { approximateDecimal } from '../money.ts';

/** What the name of a machine type says by itself. */
export interface ShapeName {
  /** Purpose: "m" of m5.large, "d" of D4s_v5, "n-standard" of n2-standard-4. */
  readonly line: string;
  /** Maker, disk and network letters: "id" of m6id.large. */
  readonly attributes: string;
  readonly generation: number;
  /** vCPU, or GPUs, that the size of the name stands for; to be compared within a line only. */
  readonly size: number;
  /** The size as it is written. */
  readonly sizeText: string;
}

/** The name without case, blanks and the parts that only say which service rents the machine out: "Standard_D4s_v5" and "D4s v5" are "d4sv5". */
export function plainName(provider: string, name: string): string {
  const plain = name.trim().toLowerCase();
  if (provider === 'aws') return plain.replace(/^(?:db|cache|kafka|ml|mq|dms|data)\./, '').replace(/\.(?:search|elasticsearch)$/, '');
  if (provider === 'azure') return plain.replace(/^(?:standard|basic)[_ ]/, '').replaceAll(/[_ ]/g, '');
  if (provider === 'ibm') return plain.replace(/^([a-z]+\d[a-z]*)\.(?=\d)/, '$1-');
  return plain;
}

const AWS = /^([a-z]+)-?(\d+)([a-z0-9-]*)\.(nano|micro|small|medium|large|xlarge|\d+xlarge|metal|metal-\d+xl)$/;
const AZURE = /^([a-z]+?)(s?)(\d+)(?:-\d+)?([a-z]*?)((?:[ _][a-z]+\d+[a-z]?|[ _]cc|[ _]\d+)*?)(?:[ _]?v(\d+))?$/;
const GCP = /^([a-z])(\d+)([a-z]*)-([a-z]+)-(\d+)[a-z]*((?:-[a-z]+)*)$/;

/** Reads the name of a machine type of AWS, Azure or Google; null when it does not follow their rules. */
export function shapeName(provider: string, name: string): ShapeName | null {
  const plain = name.trim().toLowerCase();
  if (provider === 'aws') {
    const [, line = '', generation = '', attributes = '', size = ''] = AWS.exec(plainName('aws', plain)) ?? [];
    return line === '' ? null : { line, attributes, generation: wholeOf(generation), size: awsSize(line, size), sizeText: size };
  }
  if (provider === 'azure') {
    const match = AZURE.exec(plain.replace(/^(?:standard|basic)[_ ]/, ''));
    if (match === null) return null;
    const [, line = '', older = '', size = '', letters = '', accelerator = '', version = '1'] = match;
    return {
      line: line + accelerator.replaceAll(/[ _]/g, ''),
      attributes: older + letters,
      generation: wholeOf(version),
      size: wholeOf(size),
      sizeText: size,
    };
  }
  if (provider === 'gcp') {
    const [, line = '', generation = '', attributes = '', purpose = '', size = '', disk = ''] = GCP.exec(plain) ?? [];
    return line === ''
      ? null
      : { line: `${line}-${purpose}`, attributes: attributes + disk, generation: wholeOf(generation), size: wholeOf(size), sizeText: size };
  }
  return null;
}

const wholeOf = (digits: string): number => (digits === '' ? 0 : approximateDecimal(digits));

/** vCPU of a size of AWS: a large has two and each step doubles them; bare metal is taken for the largest common size. */
function awsSize(line: string, size: string): number {
  const multiple = /^(?:metal-)?(\d+)xl/.exec(size)?.[1];
  if (multiple !== undefined) return 4 * wholeOf(multiple);
  if (size === 'xlarge') return 4;
  if (size === 'metal') return 96;
  return size === 'large' || line === 't' ? 2 : 1;
}
