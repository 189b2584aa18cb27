import { accessSync, constants, createWriteStream, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { isSecretName } from '../config.ts';
import type { Incoming } from '../jobs/read-source.ts';
import { Problem } from '../problem.ts';
import type { FilePort, ProviderDeps } from '../providers/provider.ts';
import { databaseProblem } from './db.ts';
import { systemClock } from './system.ts';

interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal | undefined;
}

/** What providers need from this runtime; `folder` takes what they fetch. */
export function nodeProviderDeps(
  folder: string,
  { environment, signal }: Surroundings,
  onWritten: OnWritten = () => undefined,
): ProviderDeps {
  return {
    fetch: (input, init) => fetch(input, init),
    clock: systemClock,
    wait: (milliseconds) => pause(milliseconds, undefined, { signal }),
    random: Math.random,
    // Only names kept for this purpose: whoever writes settings must not choose among all that the process knows.
    secret: (variable) => (isSecretName(variable) ? environment[variable] : undefined),
    files: { write: (name, parts) => writeIncoming(folder, { name, parts }, onWritten), look },
    signal,
  };
}

type OnWritten = (path: string, name: string) => void;

/** A folder for the deliveries of one source, made when the first file comes. */
export function openIncoming(folder: string, surroundings: Surroundings): Incoming {
  const written = new Map<string, string>();
  return {
    provider: nodeProviderDeps(folder, surroundings, (path, name) => written.set(path, name)),
    shownAs: () => Object.fromEntries(written),
    clear: () => {
      written.clear();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function writeIncoming(
  folder: string,
  { name, parts }: { readonly name: string; readonly parts: Parameters<FilePort['write']>[1] },
  onWritten: OnWritten,
): Promise<string> {
  if (!/^\w[\w.+=-]{0,199}$/.test(name)) throw new Problem('source_answer_invalid', { detail: `"${name}" is no name of a bill file.` });
  const path = join(folder, name);
  const unfinished = `${path}.part`;
  try {
    mkdirSync(folder, { recursive: true });
    await pipeline(Readable.from(parts, { objectMode: true }), createWriteStream(unfinished));
    renameSync(unfinished, path);
    onWritten(path, name);
    return path;
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw databaseProblem(error, path);
  }
}

function look(path: string): ReturnType<FilePort['look']> {
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found === undefined) return Promise.resolve('missing');
    accessSync(path, constants.R_OK);
    return Promise.resolve(found.isDirectory() ? 'folder' : 'file');
  } catch {
    return Promise.resolve('unreadable');
  }
}
