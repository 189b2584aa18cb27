import { catalogProviderOf } from './provider-names.ts';
import type { CatalogProvider } from './service-row.ts';
import { vendorCalendars } from './vendor-calendar.ts';

/** The company that signs the agreement, for each provider on a bill. */
const VENDOR_OF_PROVIDER: Readonly<Record<CatalogProvider, string>> = {
  aws: 'aws',
  azure: 'microsoft',
  gcp: 'google',
  oci: 'oracle',
  ibm: 'ibm',
};

const plain = (name: string): string => name.normalize('NFKC').trim().replaceAll(/\s+/g, ' ').toLowerCase();

/**
 * The id of the vendor that a name means ("AWS", "Amazon Web Services EMEA SARL" and "amazon" are `aws`, "Azure" is `microsoft`).
 * Null for a vendor that no calendar row knows.
 */
export function knownVendorId(name: string): string | null {
  const wanted = plain(name);
  const row = vendorCalendars().find((one) => [one.id, one.name, ...one.aliases].some((known) => plain(known) === wanted));
  const provider = catalogProviderOf(name);
  return row?.id ?? (provider === null ? null : VENDOR_OF_PROVIDER[provider]);
}

/** The same, and for an unknown vendor its own name in lower case: contracts and offers of any vendor can be kept. */
export const vendorId = (name: string): string => knownVendorId(name) ?? plain(name);
