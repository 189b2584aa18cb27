import type { IngestOrder, QueuedRun, ReceivedUpload } from '../http/upload-port.ts';

/** Makes one run; must settle when the signal aborts. It records its own outcome and never rejects for a bad file. */
export type MakeRun = (upload: ReceivedUpload, order: IngestOrder, signal: AbortSignal) => Promise<void>;

export interface RunQueue {
  submit(upload: ReceivedUpload, order: IngestOrder): void;
  /** The run being made, then those that wait. */
  readonly pending: () => readonly QueuedRun[];
  /** Takes a waiting run out of the line and answers it, or aborts the one being made; null for any other. */
  cancel(runId: string): 'running' | Waiting | null;
  /** Stops taking turns: aborts the run being made and resolves when it has ended. */
  close(): Promise<void>;
}

export interface Waiting {
  readonly upload: ReceivedUpload;
  readonly order: IngestOrder;
  readonly submittedAt: string;
}

const queuedRun = ({ upload, order, submittedAt }: Waiting): QueuedRun => ({
  runId: order.runId,
  source: order.source,
  deliveryStyle: order.deliveryStyle,
  fileName: upload.fileName,
  submittedAt,
});

/** Runs one at a time, first come first served. The line lives in this process only: a restart forgets what waits. */
export function createRunQueue(makeRun: MakeRun, now: () => string, onError: (runId: string, error: unknown) => void): RunQueue {
  const line: Waiting[] = [];
  let running: { turn: Waiting; controller: AbortController; ended: Promise<void> } | null = null;
  let closed = false;
  const next = (): void => {
    if (closed || running !== null) return;
    const turn = line.shift();
    if (turn === undefined) return;
    const controller = new AbortController();
    const ended = makeRun(turn.upload, turn.order, controller.signal)
      .catch((error: unknown) => onError(turn.order.runId, error))
      .finally(() => {
        running = null;
        next();
      });
    running = { turn, controller, ended };
  };
  return {
    submit(upload, order) {
      line.push({ upload, order, submittedAt: now() });
      next();
    },
    pending: () => [...(running === null ? [] : [running.turn]), ...line].map(queuedRun),
    cancel(runId) {
      const position = line.findIndex((waiting) => waiting.order.runId === runId);
      const [waiting] = position < 0 ? [] : line.splice(position, 1);
      if (waiting !== undefined) return waiting;
      if (running?.turn.order.runId !== runId) return null;
      running.controller.abort();
      return 'running';
    },
    async close() {
      closed = true;
      line.length = 0;
      running?.controller.abort();
      await running?.ended;
    },
  };
}
