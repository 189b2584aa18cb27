import { integer } from 'drizzle-orm/sqlite-core';

/** Nanos of each cost, and the attos below a nano. Sums of these cross the driver as text (see exact-sum.ts). */
export const costs = {
  billedCost: integer('billed_cost').notNull(),
  billedCostRest: integer('billed_cost_rest').notNull(),
  effectiveCost: integer('effective_cost').notNull(),
  effectiveCostRest: integer('effective_cost_rest').notNull(),
  listCost: integer('list_cost').notNull(),
  listCostRest: integer('list_cost_rest').notNull(),
  contractedCost: integer('contracted_cost').notNull(),
  contractedCostRest: integer('contracted_cost_rest').notNull(),
};
