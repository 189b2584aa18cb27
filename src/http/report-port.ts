import type { MadeReport, ReportFormat, ReportOrder } from '../jobs/report.ts';

/** By name, so that reading them does not load the renderers. */
export const REPORT_FORMATS = ['pdf', 'html', 'md', 'json'] as const satisfies readonly ReportFormat[];

/** Makes a report off the serving thread. Throws Problem as jobs/report.ts does. */
export interface ReportPort {
  make(order: ReportOrder): Promise<MadeReport>;
}
