import type { CatalogProvider } from './service-row.ts';

interface ProviderNameRow {
  readonly provider: CatalogProvider;
  readonly name: string;
  /** Also matches longer names that go on after a blank or comma: the many legal entities of one provider. */
  readonly asPrefix: boolean;
}

const row = (provider: CatalogProvider, name: string, asPrefix = false): ProviderNameRow => ({ provider, name, asPrefix });

/** Provider names as bills spell them, reviewed 2026-11-23 against the sample exports; compared without case. */
const PROVIDER_NAMES: readonly ProviderNameRow[] = [
  row('aws', 'aws'),
  row('aws', 'amazon'),
  row('aws', 'amazon.com'),
  row('aws', 'amazon web services', true),
  row('aws', 'aws emea', true),
  row('aws', 'aws inc', true),
  row('azure', 'azure'),
  row('azure', 'microsoft'),
  row('azure', 'microsoft azure', true),
  row('azure', 'microsoft corporation', true),
  row('azure', 'microsoft ireland', true),
  row('gcp', 'gcp'),
  row('gcp', 'google'),
  row('gcp', 'google cloud', true),
  row('gcp', 'google llc', true),
  row('gcp', 'google ireland', true),
  row('gcp', 'google asia', true),
  row('oci', 'oci'),
  row('oci', 'oracle'),
  row('oci', 'oracle cloud', true),
  row('oci', 'oracle corporation', true),
  row('oci', 'oracle america', true),
  row('ibm', 'ibm'),
  row('ibm', 'ibm cloud', true),
  row('ibm', 'ibm corporation', true),
  row('ibm', 'international business machines', true),
];

/** The provider behind a name on a bill, or null: a reseller or a vendor that the catalogue does not know is never guessed. */
export function catalogProviderOf(name: string): CatalogProvider | null {
  const plain = name.normalize('NFKC').trim().replaceAll(/\s+/g, ' ').toLowerCase();
  const found = PROVIDER_NAMES.find(
    (row) => plain === row.name || (row.asPrefix && /^[ ,.(]/.test(plain.slice(row.name.length)) && plain.startsWith(row.name)),
  );
  return found?.provider ?? null;
}
