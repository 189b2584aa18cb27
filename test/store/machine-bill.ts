import type { SampleCharge } from './sample-charges.ts';

const MONTHS = Array.from({ length: 13 }, (_, index) => `${index < 3 ? 2025 : 2026}-${String(((index + 9) % 12) + 1).padStart(2, '0')}`);
const lastDay = (month: string): string =>
  new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).toISOString().slice(0, 10);

const costs = (amount: number) => {
  const text = amount.toFixed(2);
  return { billedCost: text, effectiveCost: text, listCost: (amount / 0.9).toFixed(2), contractedCost: text };
};

const machines = (month: string): SampleCharge[] =>
  Array.from({ length: 40 }, (_, index) => ({
    day: lastDay(month),
    consumedQuantity: 730,
    costs: costs(2500),
    dimensions: {
      serviceProviderName: 'AWS',
      billingAccountId: 'payer',
      subAccountId: 'shop',
      serviceName: 'Amazon Elastic Compute Cloud',
      serviceCategory: 'Compute',
      regionId: 'eu-west-1',
      resourceId: `i-${index}`,
      resourceType: 'EC2 Instance',
      chargeCategory: 'Usage',
      usageType: 'EUW1-BoxUsage:m6i.4xlarge',
      operation: 'RunInstances',
      consumedUnit: 'Hours',
      pricingUnit: 'Hours',
      tags: JSON.stringify({ application: 'shop' }),
    },
  }));

/** Thirteen months of forty machines with one vendor, at a tenth off list price. */
export const machineBill = (): SampleCharge[] => MONTHS.flatMap(machines);
