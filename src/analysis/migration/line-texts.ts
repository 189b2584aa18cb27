import type { UsageLine } from '../../focus/usage-line.ts';

const PAIR = /"((?:[^"\\]|\\.)*)"\s*:\s*(?:"((?:[^"\\]|\\.)*)"|([^,}\]\s]+))/g;

/** Keys (in lower case) and values of a JSON object on a bill, also of one without its braces; whatever cannot be read is left out. */
export const jsonPairs = (text: string): ReadonlyMap<string, string> =>
  new Map([...text.matchAll(PAIR)].map(([, key = '', quoted, bare]) => [key.trim().toLowerCase(), (quoted ?? bare ?? '').trim()]));

/** What the bill says about the kind of use, in one text: usage type, operation, meter, resource type, details and description. */
export const usageText = (line: UsageLine): string =>
  `${line.usageType} | ${line.operation} | ${line.skuMeter} | ${line.resourceType} | ${line.skuPriceDetails} | ${line.chargeDescription}`;

/** The resource's name, or the last part of its id: what people call it; '' where the bill names no resource. */
export function resourceLabel({ resourceName, resourceId }: Pick<UsageLine, 'resourceName' | 'resourceId'>): string {
  if (resourceName !== '' && !/[/:]/.test(resourceName)) return resourceName;
  const parts = resourceId.split(/[/:]/).filter((part) => part !== '');
  return parts.at(-1) ?? resourceName;
}
