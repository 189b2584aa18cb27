import { toTable } from '../../charts/chart-table.ts';
import type { ChartSpec } from '../../charts/spec.ts';
import type { ReportModel } from '../model.ts';

/** Every chart of a report, in order. */
export const chartsOf = (model: ReportModel): ChartSpec[] =>
  model.sections.flatMap((section) => section.blocks.flatMap((block) => (block.kind === 'chart' ? [block.chart] : [])));

export interface AppendixTable {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The numbers of the charts that have no table beside them, for print and Markdown, where nothing can be unfolded. */
export const chartTables = (model: ReportModel): AppendixTable[] =>
  model.sections.flatMap((section) =>
    section.blocks.flatMap((block) =>
      block.kind === 'chart' && !block.tabled ? [{ title: block.chart.title, ...toTable(block.chart) }] : [],
    ),
  );
