import type { AskedFormat } from '../focus/format-families.ts';
/** Brings a bill file from a request to disk and its run to the queue. Implemented where there is a disk. */
export interface UploadPort {
  /**
   * Streams the body to disk while hashing it.
   * Throws Problem body_too_large, file_empty or disk_full; nothing stays on disk then.
   */
  receive(body: AsyncIterable<Uint8Array>, fileName: string): Promise<ReceivedUpload>;
  /** Removes a received file that is not wanted after all. */
  discard(upload: ReceivedUpload): Promise<void>;
  /** Queues a run on the file; runs are made one at a time in the order of submission. */
  submit(upload: ReceivedUpload, order: IngestOrder): Promise<void>;
  /** The run being made and those that wait for their turn, first in line first. */
  pending(): readonly QueuedRun[];
  /** True when the run waited or was loading and is being stopped; false when it is not this process's to stop. */
  cancel(runId: string): Promise<boolean>;
}

export interface ReceivedUpload {
  readonly uploadId: string;
  readonly fileName: string;
  readonly bytes: number;
  readonly sha256: string;
}

export interface IngestOrder {
  readonly runId: string;
  readonly source: string;
  readonly format: AskedFormat;
  readonly deliveryStyle: 'replacement' | 'delta' | 'ledger';
}

export interface QueuedRun {
  readonly runId: string;
  readonly source: string;
  readonly deliveryStyle: 'replacement' | 'delta' | 'ledger';
  readonly fileName: string;
  readonly submittedAt: string;
}
