import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface ChildRun {
  readonly wallMs: number;
  /** Highest resident set of the process, from the kernel's own high-water mark. */
  readonly peakRssBytes: number;
  readonly stdout: string;
}

const POLL_MS = 20;

/** Runs a program to its end and measures it from outside. Throws when its exit status is not one of `accepted`. */
export function runChild(command: string, args: readonly string[], accepted: readonly number[] = [0]): Promise<ChildRun> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    let peakRssBytes = 0;
    const timer = setInterval(() => {
      peakRssBytes = Math.max(peakRssBytes, highWaterMark(child.pid));
    }, POLL_MS);
    child.on('error', (error) => {
      clearInterval(timer);
      reject(error);
    });
    child.on('close', (code) => {
      clearInterval(timer);
      const stdout = Buffer.concat(out).toString('utf8');
      if (accepted.includes(code ?? -1)) resolve({ wallMs: performance.now() - started, peakRssBytes, stdout });
      else reject(new Error(`${command} ${args.join(' ')} ended with ${code}\n${Buffer.concat(err).toString('utf8')}`));
    });
  });
}

/** VmHWM of Linux; 0 where there is no /proc, or when the process is gone. */
function highWaterMark(pid: number | undefined): number {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}
