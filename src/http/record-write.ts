import { appendAudit } from '../store/audit.ts';
import type { AppDeps, Caller } from './app-deps.ts';

export interface WriteRecord {
  /** Dotted name of what was done, such as "key.create". */
  readonly action: string;
  /** The id of what it was done to. */
  readonly subject: string;
  readonly detail: string;
}

/** Puts a write of a caller into the audit log. */
export const recordWrite = (deps: AppDeps, caller: Caller, { action, subject, detail }: WriteRecord): Promise<void> =>
  appendAudit(deps.store, { at: deps.clock(), actor: `key ${caller.keyId} (${caller.name})`, action, subject, detail });
