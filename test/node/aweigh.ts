import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { runCommandLine } from '../../src/node/command-line.ts';

/** What one call of the command line left. */
export interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the whole command line as `aweigh ARGS` does, and keeps what it prints. */
export async function aweigh(...args: readonly string[]): Promise<Outcome> {
  const printed = { stdout: '', stderr: '' };
  const capture = (name: 'stdout' | 'stderr') =>
    vi.spyOn(process[name], 'write').mockImplementation((text) => {
      printed[name] += String(text);
      return true;
    });
  const captures = [capture('stdout'), capture('stderr')];
  try {
    const status = await runCommandLine(args, {});
    return { status, ...printed };
  } finally {
    captures.forEach((one) => one.mockRestore());
  }
}

/** A folder of its own for each test; `remove` when done. */
export function temporaryFolder(): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'aweigh-test-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
