/** Otterholt Ferries (fictional): five clouds, twelve accounts, a subsidiary that pays in euros. */
export const COMPANY = 'Otterholt Ferries (fictional)';

export const FIRST_PERIOD = '2025-10';
export const PERIOD_COUNT = 13;
export const DEFAULT_SEED = 'otterholt-1';

export type ProviderKey = 'aws' | 'azure' | 'gcp' | 'oracle' | 'ibm';

/** How a provider names itself on its bills. */
export interface Provider {
  readonly key: ProviderKey;
  readonly name: string;
  readonly issuer: string;
  readonly billingAccountType: string;
  readonly subAccountType: string;
  /** Service name and rate (1/10000) of the tax line; null when the bill is net of tax. */
  readonly tax: { readonly service: string; readonly rateBp: bigint } | null;
}

export const PROVIDERS: readonly Provider[] = [
  {
    key: 'aws',
    name: 'AWS',
    issuer: 'Amazon Web Services, Inc.',
    billingAccountType: 'Payer Account',
    subAccountType: 'Linked Account',
    tax: { service: 'Tax', rateBp: 410n },
  },
  {
    key: 'azure',
    name: 'Microsoft',
    issuer: 'Microsoft',
    billingAccountType: 'Billing Profile',
    subAccountType: 'Subscription',
    tax: { service: 'Unassigned', rateBp: 1900n },
  },
  {
    key: 'gcp',
    name: 'Google Cloud',
    issuer: 'Google Cloud',
    billingAccountType: 'Billing Account',
    subAccountType: 'Project',
    tax: { service: 'Invoice', rateBp: 410n },
  },
  { key: 'oracle', name: 'Oracle', issuer: 'Oracle', billingAccountType: 'Tenancy', subAccountType: 'Compartment', tax: null },
  { key: 'ibm', name: 'IBM', issuer: 'IBM', billingAccountType: 'Account', subAccountType: 'Resource Group', tax: null },
];

export interface Account {
  readonly provider: ProviderKey;
  readonly currency: string;
  readonly billingAccountId: string;
  readonly billingAccountName: string;
  readonly subAccountId: string;
  readonly subAccountName: string;
}

type Names = Omit<Account, 'subAccountId' | 'subAccountName'>;

const account = (names: Names, subAccountId: string, subAccountName: string): Account => ({ ...names, subAccountId, subAccountName });

const AWS: Names = { provider: 'aws', currency: 'USD', billingAccountId: '004400000010', billingAccountName: COMPANY };
const AZURE: Names = { provider: 'azure', currency: 'USD', billingAccountId: 'otterholt-main:0001', billingAccountName: COMPANY };
const AZURE_EUROPE: Names = {
  provider: 'azure',
  currency: 'EUR',
  billingAccountId: 'otterholt-europe:0002',
  billingAccountName: 'Otterholt Ferries Europe (fictional)',
};
const GCP: Names = { provider: 'gcp', currency: 'USD', billingAccountId: '01A77E-0770E7-FE3317', billingAccountName: COMPANY };
const ORACLE: Names = {
  provider: 'oracle',
  currency: 'USD',
  billingAccountId: 'ocid1.tenancy.oc1..otterholt',
  billingAccountName: 'otterholtferries',
};
const IBM: Names = { provider: 'ibm', currency: 'USD', billingAccountId: 'a77e0770e7fe33170000000000000001', billingAccountName: COMPANY };

export const ACCOUNTS: Readonly<Record<string, Account>> = {
  'aws-booking': account(AWS, '004400000021', 'booking-production'),
  'aws-fleet': account(AWS, '004400000022', 'fleet-production'),
  'aws-data': account(AWS, '004400000023', 'data-production'),
  'aws-shared': account(AWS, '004400000024', 'shared-platform'),
  'aws-dev': account(AWS, '004400000025', 'development'),
  'azure-corp': account(AZURE, '0770e7a0-0000-4000-8000-000000000001', 'corporate'),
  'azure-eu': account(AZURE_EUROPE, '0770e7a0-0000-4000-8000-000000000002', 'europe-sales'),
  'gcp-analytics': account(GCP, 'otterholt-analytics', 'otterholt-analytics'),
  'gcp-apps': account(GCP, 'otterholt-apps', 'otterholt-apps'),
  'oci-finance': account(ORACLE, 'ocid1.compartment.oc1..finance', 'finance'),
  'oci-freight': account(ORACLE, 'ocid1.compartment.oc1..freight', 'freight'),
  'ibm-harbour': account(IBM, 'rg-harbour', 'harbour'),
};

/** Teams own applications; an application that is not listed belongs to the platform team. */
export const OWNERS: Readonly<Record<string, string>> = {
  booking: 'team-sales',
  checkin: 'team-sales',
  website: 'team-sales',
  loyalty: 'team-sales',
  'eu-sales': 'team-europe',
  'fleet-telemetry': 'team-fleet',
  'crew-planning': 'team-fleet',
  'harbour-systems': 'team-harbour',
  messaging: 'team-harbour',
  freight: 'team-freight',
  timetable: 'team-network',
  maps: 'team-network',
  'data-platform': 'team-data',
  'pricing-models': 'team-data',
  finance: 'team-finance',
  claims: 'team-finance',
};

export const REGION_NAMES: Readonly<Record<string, string>> = {
  'us-east-1': 'US East (N. Virginia)',
  'eu-west-1': 'EU (Ireland)',
  westeurope: 'West Europe',
  germanywestcentral: 'Germany West Central',
  'europe-west1': 'Belgium',
  'eu-frankfurt-1': 'Germany Central (Frankfurt)',
  'eu-de': 'Frankfurt',
};
