import type { Edition } from '../store/reports.ts';

export const REPORT_KINDS = ['spend', 'lock-in'] as const;
export const REPORT_FORMATS = ['pdf', 'html', 'md', 'json'] as const;

export type ReportKind = (typeof REPORT_KINDS)[number];
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** What a caller may ask of a report. */
export interface ReportOrder {
  readonly kind: ReportKind;
  readonly edition: Edition;
  readonly format: ReportFormat;
  readonly language: 'en' | 'ja';
}

export interface MadeReport {
  readonly fileName: string;
  readonly snapshotHash: string;
  readonly body: Uint8Array;
}

/** Makes a report off the serving thread. Throws Problem no_data or report_failed. */
export interface ReportPort {
  make(order: ReportOrder): Promise<MadeReport>;
}
