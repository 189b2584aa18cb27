import { Problem } from '../../problem.ts';
import { awsProblem, isMissing, type Asked } from './aws-problem.ts';

/** One request, already retried by the SDK. Throws the Problem of its failure. */
export async function ask<T>(asked: Asked, send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (error) {
    throw awsProblem(error, asked);
  }
}

/** The same for one thing that may not exist, which is null. */
export async function askUnlessMissing<T>(asked: Asked, send: () => Promise<T>): Promise<T | null> {
  try {
    return await send();
  } catch (error) {
    if (isMissing(error)) return null;
    throw awsProblem(error, asked);
  }
}

export type Outcome<T> = { readonly value: T } | { readonly problem: Problem };

/** What came of work that may be tried again or only be told of. */
export async function outcomeOf<T>(work: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { value: await work() };
  } catch (error) {
    if (error instanceof Problem) return { problem: error };
    throw error;
  }
}

/** The parts of a body, which must be as long as was announced. */
export async function* wholeBody(body: unknown, length: number | undefined, asked: Asked): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  try {
    for await (const part of partsOf(body)) {
      bytes += part.byteLength;
      yield part;
    }
  } catch (error) {
    throw awsProblem(error, asked);
  }
  if (length !== undefined && bytes !== length) {
    throw new Problem('source_unreachable', { detail: `${asked.subject} broke off after ${bytes} of ${length} bytes.` });
  }
}

/** The SDK types a body for all its runtimes; in each of them it can be iterated in parts. */
const partsOf = (body: unknown): AsyncIterable<Uint8Array> => body as AsyncIterable<Uint8Array>;

/** A JSON value, or null for any other text. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF+/, ''));
  } catch {
    return null;
  }
}
