import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import { initSync, TypstCompilerBuilder } from '@myriaddreamin/typst-ts-web-compiler';
import type { PdfDocument, PdfReply } from './pdf.ts';

/**
 * Runs Typst in this thread. Typst remembers every compilation and cannot be told to forget,
 * so src/node/pdf.ts replaces the thread after a number of documents.
 */
const PDF = 1;
const FULL_DIAGNOSTICS = 3;
const FONTS = ['inter-regular', 'inter-semibold', 'inter-bold', 'noto-sans-jp-regular', 'noto-sans-jp-semibold'];

const port = parentPort;
if (port === null) throw new Error('pdf-worker runs as a worker thread only');

const given = workerData as { readonly module?: WebAssembly.Module };
const wasmPath = createRequire(import.meta.url).resolve('@myriaddreamin/typst-ts-web-compiler/wasm');
const module = given.module ?? new WebAssembly.Module(readFileSync(wasmPath));
initSync({ module });
if (given.module === undefined) port.postMessage({ kind: 'module', module } satisfies PdfReply);

const builder = new TypstCompilerBuilder();
builder.set_dummy_access_model();
for (const name of FONTS) {
  await builder.add_raw_font(new Uint8Array(readFileSync(new URL(`../../assets/fonts/${name}.ttf`, import.meta.url))));
}
const compiler = await builder.build();
const encoder = new TextEncoder();

port.on('message', (document: PdfDocument) => {
  port.postMessage(reply(document));
});

function reply(document: PdfDocument): PdfReply {
  try {
    compiler.reset_shadow();
    compiler.add_source('/main.typ', document.template);
    for (const [path, content] of Object.entries(document.files)) compiler.map_shadow(path, encoder.encode(content));
    const world = compiler.snapshot('/', '/main.typ', null);
    const artifact = world.get_artifact(PDF, FULL_DIAGNOSTICS) as { readonly result?: Uint8Array; readonly diagnostics?: unknown };
    world.free();
    if (artifact.result === undefined) return { kind: 'failed', detail: JSON.stringify(artifact.diagnostics) };
    return { kind: 'pdf', bytes: artifact.result };
  } catch (error) {
    return { kind: 'failed', detail: error instanceof Error ? error.message : String(error) };
  }
}
