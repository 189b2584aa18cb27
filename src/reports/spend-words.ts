import type { CostMetric } from '../focus/columns.ts';

export const METRIC_NAMES: Readonly<Record<CostMetric, string>> = {
  billedCost: 'billed cost',
  effectiveCost: 'effective cost',
  listCost: 'list cost',
  contractedCost: 'contracted cost',
};

export const METRIC_WORDS: Readonly<Record<CostMetric, string>> = {
  billedCost: 'Billed cost: what the invoices charge',
  effectiveCost: 'Effective cost: purchases spread over the usage they pay for',
  listCost: 'List cost: usage at public prices',
  contractedCost: 'Contracted cost: usage at negotiated prices',
};
