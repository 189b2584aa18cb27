import type { ReportModel } from '../model.ts';

/** The whole model: what is said, every figure with its evidence, every chart as data. */
export const renderJson = (model: ReportModel): string => `${JSON.stringify(model, null, 2)}\n`;
