import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { makeReport, type MadeReport, type ReportOrder } from '../jobs/report.ts';
import { analyzeDeps } from './analyze-deps.ts';
import type { NodeStore } from './db.ts';
import { createPdfPress } from './pdf.ts';

/** Makes reports of one database; PDFs are printed in a thread of their own. Close it to end the thread. */
export interface ReportMaker {
  make(order: ReportOrder): Promise<MadeReport>;
  close(): Promise<void>;
}

export function createReportMaker(store: NodeStore): ReportMaker {
  const press = createPdfPress();
  const deps = {
    ...analyzeDeps(store),
    printPdf: (files: Readonly<Record<string, string>>) => press.print({ template: printTemplate(), files }),
  };
  return { make: (order) => makeReport(deps, order), close: () => press.close() };
}

/** The template of every report, as text. */
export const printTemplate = (): string => readFileSync(new URL('../../reports/template.typ', import.meta.url), 'utf8');

export const sha256Hex = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
