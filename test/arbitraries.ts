import fc from 'fast-check';
import { catalogServices } from '../src/catalog/catalog-rows.ts';
import type { FacetValues } from '../src/catalog/facet-rows.ts';
import { GLUE_KINDS } from '../src/catalog/lock-in-constants.ts';
import type { ServiceRow } from '../src/catalog/service-row.ts';
import type { LockInInput } from '../src/analysis/lock-in/lock-in-input.ts';
import { UNKNOWN_SITUATION } from '../src/analysis/lock-in/exit-index.ts';
import { lockedFraction, scoreService } from '../src/analysis/lock-in/service-score.ts';
import type { SpendLine } from '../src/focus/spend-line.ts';

const UNIT = 10n ** 18n;

/** A usage line of a bill; amounts are whole units of the currency. */
export function usageLine(serviceName: string, amount: number | bigint, more: Partial<SpendLine> = {}): SpendLine {
  const attos = BigInt(amount) * UNIT;
  return {
    billingCurrency: 'USD',
    serviceProviderName: 'AWS',
    billingAccountId: 'payer',
    subAccountId: 'account-1',
    serviceName,
    chargeCategory: 'Usage',
    commitmentDiscountStatus: '',
    usageType: '',
    operation: '',
    skuMeter: '',
    resourceType: '',
    chargeDescription: '',
    knownCosts: 15,
    unfit: null,
    billedCost: attos,
    effectiveCost: attos,
    listCost: attos,
    contractedCost: attos,
    rowCount: 1,
    ...more,
  };
}

/** The input of an analysis over some lines: three months, nothing known beyond the bill. */
export const lockInInput = (lines: readonly SpendLine[], more: Partial<LockInInput> = {}): LockInInput => ({
  snapshotHash: 'ab'.repeat(32),
  asOf: '2026-11-01',
  window: { from: '2026-08-01', to: '2026-11-01' },
  months: 3,
  lines,
  resources: [],
  applications: [],
  commitments: [],
  rates: [],
  undatedRowCount: 0,
  situation: UNKNOWN_SITUATION,
  edges: [],
  economics: {},
  teamSize: 4,
  ...more,
});

const scored = catalogServices().filter((row) => !['tax-credit', 'support'].includes(row.kind) && !row.notes.startsWith('Commitment'));

export const isGlueRow = (row: ServiceRow): boolean => GLUE_KINDS.some((kind) => kind === row.kind);

const isPortableRow = (row: ServiceRow): boolean => lockedFraction(scoreService(row).score) === 0 && !isGlueRow(row);

const PROVIDER_NAMES = { aws: 'AWS', azure: 'Microsoft Azure', gcp: 'Google Cloud', oci: 'Oracle', ibm: 'IBM Cloud' } as const;

/** A line of one catalogue row under its own provider. */
export const lineOfRow = (row: ServiceRow, amount: number | bigint, more: Partial<SpendLine> = {}): SpendLine =>
  usageLine(row.serviceName, amount, { serviceProviderName: PROVIDER_NAMES[row.provider], ...more });

const serviceRows = fc.constantFrom(...scored);

export const portableRows = fc.constantFrom(...scored.filter(isPortableRow));

export const functionRows = fc.constantFrom(...scored.filter((row) => row.kind === 'faas'));

const accounts = fc.constantFrom('account-1', 'account-2', 'account-3');
const amounts = fc.integer({ min: 1, max: 100_000 });

export const spendLinesArbitrary = fc.array(
  fc.tuple(serviceRows, amounts, accounts).map(([row, amount, subAccountId]) => lineOfRow(row, amount, { subAccountId })),
  { minLength: 1, maxLength: 12 },
);

/** Lines of one account of one provider, with functions and other glue among them. */
export const oneAccountLines = fc.array(
  fc.tuple(fc.constantFrom(...scored.filter((row) => row.provider === 'aws')), amounts).map(([row, amount]) => lineOfRow(row, amount)),
  { minLength: 1, maxLength: 10 },
);

export const unknownLines = fc
  .tuple(fc.stringMatching(/^[A-Z][a-z]{4,9} Nonesuch$/), amounts, accounts)
  .map(([name, amount, subAccountId]) => usageLine(name, amount, { subAccountId }));

const facet = fc.double({ min: 0, max: 1, noNaN: true });

export const facetValuesArbitrary: fc.Arbitrary<FacetValues> = fc.record({
  interface: facet,
  replacement: facet,
  data: facet,
  code: facet,
  operations: facet,
});
