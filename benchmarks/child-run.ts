import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface ChildRun {
  readonly wallMs: number;
  /** Processor time of all its threads; less noisy than wall time on a shared machine. */
  readonly cpuMs: number;
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
    let cpuMs = 0;
    const timer = setInterval(() => {
      peakRssBytes = Math.max(peakRssBytes, highWaterMark(child.pid));
      cpuMs = Math.max(cpuMs, processorMs(child.pid));
    }, POLL_MS);
    child.on('error', (error) => {
      clearInterval(timer);
      reject(error);
    });
    child.on('close', (code) => {
      clearInterval(timer);
      const stdout = Buffer.concat(out).toString('utf8');
      if (accepted.includes(code ?? -1)) resolve({ wallMs: performance.now() - started, cpuMs, peakRssBytes, stdout });
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

const MS_PER_TICK = 10;

/** User and system time from /proc; 0 where there is none. The name in brackets may hold blanks, so fields count from behind it. */
function processorMs(pid: number | undefined): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * MS_PER_TICK;
  } catch {
    return 0;
  }
}
