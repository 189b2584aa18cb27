import { createReadStream } from 'node:fs';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import type { ChargeFile } from '../../billfile/charge-file.ts';

/** A row that broke the CSV rules: where it starts in the decompressed file, and how long it is. */
export interface BrokenRow {
  readonly offset: number;
  readonly length: number;
}

/** Where a record stands in the file as an editor shows it, with its text. */
export interface RecordPlace {
  readonly line: number;
  readonly raw: string;
}

export interface PlaceQuestion {
  readonly broken: readonly BrokenRow[];
  /** Positions among the well-formed records after the header, from 1, ascending. */
  readonly records: readonly number[];
}

const LF = 10;
const CR = 13;
const QUOTE = 34;
const RAW_LIMIT = 2_000;

/**
 * Finds the physical lines of rejected rows by walking the bytes once: the engine counts
 * records, people count lines, and quoted fields may hold line breaks.
 */
export async function placesOf(
  file: ChargeFile,
  question: PlaceQuestion,
): Promise<{ broken: number[]; records: Map<number, RecordPlace> }> {
  const titles = file.container.kind === 'csv' ? (file.container.skipLines ?? 0) : 0;
  let walker = createWalker(question, { end: LF, titles });
  let first = true;
  for await (const chunk of byteStream(file)) {
    if (first) walker = createWalker(question, { end: lineEndOf(chunk), titles });
    first = false;
    walker.take(chunk);
    if (walker.done()) break;
  }
  walker.end();
  return { broken: walker.brokenLines, records: walker.places };
}

/** What ends a line: LF, also after CR, or CR where the first line ends in it alone. */
function lineEndOf(head: Buffer): number {
  const at = head.indexOf(CR);
  const next = head[at + 1];
  return at === -1 || next === LF || next === undefined || head.subarray(0, at).includes(LF) ? LF : CR;
}

/** The bytes of a file, decompressed. */
export function byteStream(file: ChargeFile): AsyncIterable<Buffer> {
  const raw = createReadStream(file.path, { highWaterMark: 1 << 20 });
  const compression = file.container.kind === 'parquet' ? 'none' : file.container.compression;
  if (compression === 'none') return raw;
  return raw.pipe(compression === 'gzip' ? createGunzip() : createZstdDecompress());
}

interface WalkState {
  offset: number;
  line: number;
  record: number;
  quoted: boolean;
  start: number;
  startLine: number;
  bytes: number[];
  brokenAt: number;
  skipUntil: number;
}

function createWalker(question: PlaceQuestion, { end, titles }: { readonly end: number; readonly titles: number }) {
  const wanted = new Set(question.records);
  const last = question.records.at(-1) ?? 0;
  const broken = [...question.broken].sort((a, b) => a.offset - b.offset);
  const brokenLines: number[] = [];
  const places = new Map<number, RecordPlace>();
  const state: WalkState = { offset: 0, line: 1, record: -1, quoted: false, start: 0, startLine: 1, bytes: [], brokenAt: 0, skipUntil: -1 };

  const finishRecord = (): void => {
    const blank = state.bytes.every((byte) => byte === CR);
    if (!blank && state.startLine > titles && state.offset > state.skipUntil) {
      state.record += 1;
      if (wanted.has(state.record)) places.set(state.record, { line: state.startLine, raw: rawText(state.bytes) });
    }
    state.bytes = [];
    state.quoted = false;
    state.startLine = state.line;
    state.start = state.offset + 1;
  };
  const step = (byte: number): void => {
    const next = broken[state.brokenAt];
    if (next !== undefined && state.offset === next.offset) {
      brokenLines.push(state.line);
      state.skipUntil = next.offset + next.length;
      state.brokenAt += 1;
    }
    if (byte === end) state.line += 1;
    if (state.offset < state.skipUntil) {
      if (byte === end) resumeAfterBroken(state);
    } else if (byte === end && !state.quoted) finishRecord();
    else {
      if (byte === QUOTE) state.quoted = !state.quoted;
      if (state.bytes.length < RAW_LIMIT) state.bytes.push(byte);
    }
    state.offset += 1;
  };
  return {
    brokenLines,
    places,
    take: (chunk: Buffer) => chunk.forEach(step),
    end: () => {
      if (state.bytes.length > 0) finishRecord();
    },
    done: () => state.record >= last && state.brokenAt >= broken.length,
  };
}

function resumeAfterBroken(state: WalkState): void {
  state.bytes = [];
  state.quoted = false;
  state.startLine = state.line;
}

const rawText = (bytes: readonly number[]): string => Buffer.from(bytes).toString('utf8').replace(/\r$/, '');

/** The first line that ends in another way than the first one does, outside quotes; null when all end alike. */
export async function firstOddLineEnd(file: ChargeFile): Promise<number | null> {
  let line = 1;
  let quoted = false;
  let previous = 0;
  let first: boolean | null = null;
  for await (const chunk of byteStream(file)) {
    for (const byte of chunk) {
      if (byte === QUOTE) quoted = !quoted;
      if (byte === LF && !quoted) {
        const withReturn = previous === CR;
        first ??= withReturn;
        if (withReturn !== first) return line;
      }
      if (byte === LF) line += 1;
      previous = byte;
    }
  }
  return null;
}
