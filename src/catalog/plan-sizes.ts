import type { CatalogProvider } from './service-row.ts';

/** What a plan, tier or disk of a managed service holds, where its name does not say it. */
export interface PlanSize {
  readonly provider: CatalogProvider;
  readonly plan: string;
  readonly vcpu: number;
  readonly memoryGiB: number;
}

/** Vendor size tables, general knowledge, reviewed 2026-11-25, grade M: verify before printing. */
const APP_SERVICE: readonly (readonly [plan: string, vcpu: number, memoryGiB: number])[] = [
  ['B1', 1, 1.75], ['B2', 2, 3.5], ['B3', 4, 7], ['S1', 1, 1.75], ['S2', 2, 3.5], ['S3', 4, 7],
  ['P1 v2', 1, 3.5], ['P2 v2', 2, 7], ['P3 v2', 4, 14], ['P0 v3', 1, 4], ['P1 v3', 2, 8], ['P2 v3', 4, 16], ['P3 v3', 8, 32],
  ['P1m v3', 2, 16], ['P2m v3', 4, 32], ['P3m v3', 8, 64], ['P4m v3', 16, 128], ['P5m v3', 32, 256],
  ['P0 v4', 1, 4], ['P1 v4', 2, 8], ['P2 v4', 4, 16], ['P3 v4', 8, 32], ['I1 v2', 2, 8], ['I2 v2', 4, 16], ['I3 v2', 8, 32],
  ['EP1', 1, 3.5], ['EP2', 2, 7], ['EP3', 4, 14],
]; // prettier-ignore

const AZURE_CACHE: readonly (readonly [plan: string, vcpu: number, memoryGiB: number])[] = [
  ['C0', 1, 0.25], ['C1', 1, 1], ['C2', 2, 2.5], ['C3', 4, 6], ['C4', 2, 13], ['C5', 4, 26], ['C6', 8, 53],
  ['P1', 2, 6], ['P2', 4, 13], ['P3', 4, 26], ['P4', 8, 53], ['P5', 20, 120],
]; // prettier-ignore

/** Number of a disk tier and its GiB; premium, standard SSD and standard HDD share both. */
const AZURE_DISKS: ReadonlyMap<string, number> = new Map([
  ['1', 4], ['2', 8], ['3', 16], ['4', 32], ['6', 64], ['10', 128], ['15', 256], ['20', 512], ['30', 1024], ['40', 2048], ['50', 4096],
  ['60', 8192], ['70', 16_384], ['80', 32_767],
]); // prettier-ignore

/** The size of an App Service or Functions plan named in a text such as "P1 v3 App"; null where none is. */
export const appServicePlan = (text: string): PlanSize | null => planIn(APP_SERVICE, text);

/** The size of an Azure cache named in a text such as "P1 Cache" or "Standard C3"; null where none is. */
export const azureCachePlan = (text: string): PlanSize | null => planIn(AZURE_CACHE, text);

function planIn(plans: typeof APP_SERVICE, text: string): PlanSize | null {
  const words = ` ${text.toUpperCase().replaceAll(/[^A-Z0-9]+/g, ' ')} `.replaceAll(/([A-Z]\d+M?)V(\d)/g, '$1 V$2');
  // The longest name first: "P1 v3" is not "P1".
  const found = plans.toSorted(([a], [b]) => b.length - a.length).find(([plan]) => words.includes(` ${plan.toUpperCase()} `));
  return found === undefined ? null : { provider: 'azure', plan: found[0], vcpu: found[1], memoryGiB: found[2] };
}

/** GiB of an Azure disk tier named in a text such as "Premium SSD Managed Disks - P4 LRS"; null where none is. */
export function azureDiskGib(text: string): number | null {
  const [, number = ''] = /\b[PES](\d{1,2})\b/.exec(text) ?? [];
  return AZURE_DISKS.get(number) ?? null;
}
