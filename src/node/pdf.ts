import { Worker } from 'node:worker_threads';
import { Problem } from '../problem.ts';

/** A document for Typst: the template, and the files it reads (data and charts) by absolute path. */
export interface PdfDocument {
  readonly template: string;
  readonly files: Readonly<Record<string, string>>;
}

export type PdfReply =
  | { readonly kind: 'module'; readonly module: WebAssembly.Module }
  | { readonly kind: 'pdf'; readonly bytes: Uint8Array }
  | { readonly kind: 'failed'; readonly detail: string };

/** Makes PDFs one after the other in one worker thread. */
export interface PdfPress {
  /** The bytes of the document; the same document gives the same bytes. Throws Problem report_failed. */
  print(document: PdfDocument): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** After so many documents the thread is replaced: Typst keeps about 2 MB of each, for ever. */
const DOCUMENTS_PER_THREAD = 20;

interface Thread {
  readonly worker: Worker;
  printed: number;
}

/** Starts no thread before the first document; an idle thread does not keep the process alive. */
export function createPdfPress(): PdfPress {
  let module: WebAssembly.Module | undefined;
  let thread: Thread | undefined;
  let queue: Promise<unknown> = Promise.resolve();

  const drop = async (): Promise<void> => {
    const old = thread;
    thread = undefined;
    await old?.worker.terminate();
  };

  const printNow = async (document: PdfDocument): Promise<Uint8Array> => {
    if (thread !== undefined && thread.printed >= DOCUMENTS_PER_THREAD) await drop();
    thread ??= { worker: new Worker(new URL('./pdf-worker.ts', import.meta.url), { workerData: { module } }), printed: 0 };
    thread.printed += 1;
    const answer = await askThread(thread.worker, document, (compiled) => {
      module = compiled;
    });
    if (answer.kind === 'pdf') return answer.bytes;
    await drop();
    throw new Problem('report_failed', { detail: answer.kind === 'failed' ? answer.detail : 'The PDF engine gave no document.' });
  };

  return {
    print(document) {
      const printed = queue.then(() => printNow(document));
      queue = printed.catch(() => undefined);
      return printed;
    },
    async close() {
      await queue;
      await drop();
    },
  };
}

/** Sends one document and waits for its reply, or for the end of the thread. */
function askThread(worker: Worker, document: PdfDocument, keepModule: (module: WebAssembly.Module) => void): Promise<PdfReply> {
  return new Promise((resolve) => {
    const settle = (answer: PdfReply): void => {
      worker.off('message', onMessage);
      worker.off('error', onError);
      worker.off('exit', onExit);
      worker.unref();
      resolve(answer);
    };
    const onMessage = (answer: PdfReply): void => (answer.kind === 'module' ? keepModule(answer.module) : settle(answer));
    const onError = (error: Error): void => settle({ kind: 'failed', detail: error.message });
    const onExit = (code: number): void => settle({ kind: 'failed', detail: `The PDF thread ended with status ${code}.` });
    worker.on('message', onMessage);
    worker.on('error', onError);
    worker.on('exit', onExit);
    worker.ref();
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker thread has no origin
    worker.postMessage(document);
  });
}
