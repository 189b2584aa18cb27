import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyzeLockIn } from '../../../src/analysis/lock-in/analyze-lock-in.ts';
import { commitmentFacet, egressFacet, exitIndex, UNKNOWN_SITUATION } from '../../../src/analysis/lock-in/exit-index.ts';
import type { LockInFinding } from '../../../src/finding/lock-in-finding.ts';
import { scoreFacets, scoreService, lockedFraction } from '../../../src/analysis/lock-in/service-score.ts';
import { catalogServices } from '../../../src/catalog/catalog-rows.ts';
import { serviceByName } from '../../../src/catalog/service-lookup.ts';
import type { CatalogProvider } from '../../../src/catalog/service-row.ts';
import type { SpendLine } from '../../../src/focus/spend-line.ts';
import { attosOf } from '../../../src/money.ts';
import {
  functionRows,
  isGlueRow,
  lineOfRow,
  lockInInput,
  oneAccountLines,
  portableRows,
  spendLinesArbitrary,
  unknownLines,
  usageLine,
} from '../../arbitraries.ts';
import { variedWeights, weightFactors } from './varied-weights.ts';

const EPSILON = 1e-3;

const analyze = (lines: readonly SpendLine[], more: Parameters<typeof lockInInput>[1] = {}): LockInFinding =>
  analyzeLockIn(lockInInput(lines, more));

const pointOf = (lines: readonly SpendLine[]): number => analyze(lines).portfolio.lockedShare.point;

const amounts = fc.integer({ min: 1, max: 100_000 });

/** The highest level to which the glue lines of the first account lift what leans on them. */
function liftByOthers(lines: readonly SpendLine[], provider: CatalogProvider): number {
  const rows = lines.filter((line) => line.subAccountId === 'account-1').map((line) => serviceByName(provider, line.serviceName));
  return Math.max(0, ...rows.map((row) => (row !== null && isGlueRow(row) ? 0.6 * lockedFraction(scoreService(row).score) : 0)));
}

describe('the locked share', () => {
  it('lies within its interval, and the interval within 0 and 100', () => {
    fc.assert(
      fc.property(spendLinesArbitrary, fc.array(unknownLines, { maxLength: 3 }), (lines, unknown) => {
        const { portfolio, providers, subAccounts } = analyze([...lines, ...unknown]);
        for (const { lockedShare } of [portfolio, ...providers, ...subAccounts]) {
          expect(lockedShare.low).toBeGreaterThanOrEqual(0);
          expect(lockedShare.point).toBeGreaterThanOrEqual(lockedShare.low - EPSILON);
          expect(lockedShare.high).toBeGreaterThanOrEqual(lockedShare.point - EPSILON);
          expect(lockedShare.high).toBeLessThanOrEqual(100 + EPSILON);
        }
      }),
    );
  });

  it('never rises when portable spend is added to an account', () => {
    fc.assert(
      fc.property(oneAccountLines, portableRows, amounts, (lines, row, amount) => {
        const added = usageLine(row.serviceName, amount, { serviceProviderName: 'AWS' });
        fc.pre(serviceByName('aws', row.serviceName) === row);
        expect(pointOf([...lines, added])).toBeLessThanOrEqual(pointOf(lines) + EPSILON);
      }),
    );
  });

  it('never rises when function spend moves to containers in the same account, and falls when the functions were locked', () => {
    const targets = { aws: 'AmazonEKS', azure: 'AKS', gcp: 'Cloud Run', oci: 'OKE', ibm: 'Code Engine' } as const;
    fc.assert(
      fc.property(spendLinesArbitrary, functionRows, amounts, (lines, row, amount) => {
        const target = serviceByName(row.provider, targets[row.provider]);
        fc.pre(target !== null);
        const before = pointOf([...lines, lineOfRow(row, amount)]);
        const after = target === null ? before : pointOf([...lines, lineOfRow(target, amount)]);
        expect(after).toBeLessThanOrEqual(before + EPSILON);
        const total = lines.reduce((sum, line) => sum + Number(line.effectiveCost / 10n ** 18n), amount);
        // Another glue line of the account may hold both alike: then only what the functions had above its lift can fall.
        const own = lockedFraction(scoreService(row).score);
        const fall = (100 * amount * (own - liftByOthers(lines, row.provider))) / total;
        if (fall > 0.01) expect(after).toBeLessThan(before);
      }),
    );
  });

  it('does not change when all spend grows alike, a line is split in two, lines are reordered or the currency changes', () => {
    fc.assert(
      fc.property(spendLinesArbitrary, fc.integer({ min: 2, max: 1000 }), fc.integer({ min: 0, max: 11 }), (lines, factor, at) => {
        const point = pointOf(lines);
        const scaled = lines.map((line) => ({ ...line, effectiveCost: line.effectiveCost * BigInt(factor) }));
        expect(pointOf(scaled)).toBeCloseTo(point, 3);
        const cut = lines.flatMap((line, index) =>
          index === at % lines.length
            ? [
                { ...line, effectiveCost: line.effectiveCost / 3n },
                { ...line, effectiveCost: line.effectiveCost - line.effectiveCost / 3n },
              ]
            : [line],
        );
        expect(pointOf(cut)).toBe(point);
        expect(pointOf(lines.toReversed())).toBe(point);
        expect(pointOf(lines.map((line) => ({ ...line, billingCurrency: 'JPY', effectiveCost: line.effectiveCost * 151n })))).toBeCloseTo(
          point,
          3,
        );
      }),
    );
  });

  it('never falls when an unknown service is added, and its interval widens', () => {
    fc.assert(
      fc.property(spendLinesArbitrary, unknownLines, (lines, unknown) => {
        const before = analyze(lines).portfolio;
        const after = analyze([...lines, unknown]).portfolio;
        expect(after.unclassifiedShare).toBeGreaterThan(0);
        expect(after.lockedShare.point).toBeGreaterThanOrEqual(before.lockedShare.point - EPSILON);
        expect(after.lockedShare.high - after.lockedShare.low).toBeGreaterThanOrEqual(
          before.lockedShare.high - before.lockedShare.low - EPSILON,
        );
      }),
    );
  });

  it('is higher for a serverless-native portfolio than for an open stack under every weight within a quarter', () => {
    const portfolios: readonly (readonly [CatalogProvider, readonly string[], readonly string[]])[] = [
      [
        'aws',
        ['Amazon DynamoDB', 'AWS Lambda', 'Amazon API Gateway', 'AWS Step Functions'],
        ['AmazonEC2', 'AmazonRDS', 'AmazonEKS', 'Amazon ElastiCache'],
      ],
      ['gcp', ['Cloud Firestore', 'Cloud Functions', 'BigQuery', 'Cloud Pub/Sub'], ['Compute Engine', 'Cloud SQL', 'GKE', 'Cloud Run']],
      [
        'azure',
        ['Azure Cosmos DB', 'Azure Functions', 'Logic Apps', 'Event Grid'],
        ['Virtual Machines', 'Azure Database for PostgreSQL', 'AKS', 'Service Bus'],
      ],
    ];
    fc.assert(
      fc.property(weightFactors, (factors) => {
        const share = (provider: CatalogProvider, names: readonly string[]): number =>
          names.reduce((sum, name) => {
            const row = serviceByName(provider, name);
            expect(row, `${provider} ${name}`).not.toBeNull();
            return sum + (row === null ? 0 : lockedFraction(scoreFacets(scoreService(row).facets, variedWeights(factors)).score));
          }, 0);
        portfolios.forEach(([provider, serverless, open]) => expect(share(provider, serverless)).toBeGreaterThan(share(provider, open)));
      }),
    );
  });

  it('rises by far more than the share of a cheap glue line that expensive compute depends on, and returns without the edge', () => {
    const lines = [usageLine('AmazonEC2', 100_000, { usageType: 'BoxUsage' }), usageLine('AWS Lambda', 10, { subAccountId: 'account-2' })];
    const edge = {
      glue: { provider: 'aws', subAccountId: 'account-2', serviceName: 'AWS Lambda' },
      dependant: { provider: 'aws', subAccountId: 'account-1', serviceName: 'Amazon Elastic Compute Cloud - Compute' },
      rho: 1,
      dependentShare: 1,
    };
    const without = analyze(lines).portfolio.lockedShare.point;
    const withEdge = analyze(lines, { edges: [edge] }).portfolio.lockedShare.point;
    expect(withEdge - without).toBeGreaterThan(40);
    expect(analyze(lines, { edges: [{ ...edge, dependentShare: 0.5 }] }).portfolio.lockedShare.point).toBeCloseTo(
      (withEdge + without) / 2,
      1,
    );
    expect(analyze(lines, { edges: [] }).portfolio.lockedShare.point).toBe(without);
  });

  it('is the same for every name of a service', () => {
    const names = catalogServices().filter(
      (row) => row.aliases.length > 1 && row.provider === 'aws' && row.kind !== 'support' && row.kind !== 'tax-credit',
    );
    for (const row of names) {
      const points = [row.serviceName, ...row.aliases].map((name) =>
        pointOf([usageLine(name, 100, { usageType: '-' }), usageLine('AmazonDynamoDB', 50)]),
      );
      expect(new Set(points).size, row.serviceName).toBe(1);
    }
  });

  it('and every score stay as they are when tax, credits and support are added', () => {
    fc.assert(
      fc.property(spendLinesArbitrary, amounts, (lines, amount) => {
        const extra = [
          usageLine('AWS Lambda', amount, { chargeCategory: 'Tax' }),
          usageLine('AmazonEC2', -amount, { chargeCategory: 'Credit' }),
          usageLine('AWS Support (Business)', amount),
          usageLine('Tax', amount),
          usageLine('AmazonEC2', amount, { chargeCategory: 'Purchase', skuMeter: 'Savings Plan' }),
        ];
        const before = analyze(lines);
        const after = analyze([...lines, ...extra]);
        expect(after.portfolio.lockedShare).toEqual(before.portfolio.lockedShare);
        expect(after.services.map((service) => [service.serviceName, service.score])).toEqual(
          before.services.map((service) => [service.serviceName, service.score]),
        );
      }),
    );
  });
});

describe('the classes of spend', () => {
  it('and what is not scored add up to the bill in every currency, to the last digit', () => {
    const anyCost = fc.bigInt({ min: -(10n ** 21n), max: 10n ** 24n });
    const anyLine = fc
      .tuple(
        spendLinesArbitrary,
        anyCost,
        fc.constantFrom('USD', 'EUR', 'JPY'),
        fc.constantFrom('Usage', 'Tax', 'Credit', 'Purchase', 'Adjustment'),
      )
      .map(([lines, effectiveCost, billingCurrency, chargeCategory]): SpendLine => ({
        ...(lines[0] ?? usageLine('x', 1)),
        effectiveCost,
        billingCurrency,
        chargeCategory,
      }));
    fc.assert(
      fc.property(fc.array(anyLine, { minLength: 1, maxLength: 20 }), (lines) => {
        const { portfolio } = analyze(lines);
        for (const currency of new Set(lines.map((line) => line.billingCurrency))) {
          const bill = lines.filter((line) => line.billingCurrency === currency).reduce((sum, line) => sum + line.effectiveCost, 0n);
          const parts = [...portfolio.classes, ...portfolio.notScored].filter((part) => part.currency === currency);
          const sum = parts.reduce((total, part) => total + (attosOf(part.amount) ?? 0n), 0n);
          expect(sum - bill).toBeLessThanOrEqual(500_000_000n);
          expect(bill - sum).toBeLessThanOrEqual(500_000_000n);
        }
      }),
    );
  });
});

describe('the exit index', () => {
  const term = {
    contractCommitmentId: 'sp-1',
    serviceProviderName: 'AWS',
    periodStart: '2026-11-01',
    periodEnd: '2029-11-01',
    cost: '36000',
    billingCurrency: 'USD',
  };

  it('rises with a three-year commitment that leaves the locked share alone, and falls month by month as it runs', () => {
    const lines = [
      usageLine('AmazonEC2', 3000, { usageType: 'BoxUsage', commitmentDiscountStatus: 'Used' }),
      usageLine('AWS Lambda', 1000),
    ];
    const free = analyze(lines).portfolio;
    const days = ['2026-11-01', '2026-12-01', '2027-06-01', '2028-11-01', '2029-10-31', '2029-11-02'];
    const committed = days.map((asOf) => analyze(lines, { asOf, commitments: [term] }).portfolio);
    expect(committed.every((summary) => summary.lockedShare.point === free.lockedShare.point)).toBe(true);
    const indexes = committed.map((summary) => summary.exitIndex);
    expect(indexes).toEqual([...indexes].sort((a, b) => b - a));
    expect(new Set(indexes).size).toBe(days.length);
    expect(indexes[0]).toBeGreaterThan(free.exitIndex + 5);
    expect(indexes.at(-1)).toBe(free.exitIndex);
  });

  it('does not guess a commitment whose end is unknown, and says so', () => {
    const finding = analyze([usageLine('AmazonEC2', 3000, { usageType: 'BoxUsage', commitmentDiscountStatus: 'Used' })]);
    expect(finding.portfolio.situation.commitment).toBeNull();
    expect(finding.gaps.map((gap) => gap.code)).toContain('commitment_end_unknown');
  });

  it('counts no egress for an EU customer who leaves in full after 12 January 2027, whatever is stored', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1000, noNaN: true }), (months) => {
        const situation = { ...UNKNOWN_SITUATION, euCustomer: true, exitDay: '2027-02-01', egressMonths: { aws: months } };
        expect(egressFacet('aws', situation)).toBe(0);
        expect(egressFacet('aws', { ...situation, exitDay: '2026-12-01' })).toBe(Math.min(1, months));
        expect(egressFacet('aws', { ...situation, euCustomer: false })).toBe(Math.min(1, months));
      }),
    );
  });

  it('stays below 100, and each part only raises it', () => {
    const unit = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.double({ min: 0, max: 99.9, noNaN: true }), fc.tuple(unit, unit, unit), (locked, [commitment, egress, skills]) => {
        const index = exitIndex(locked, { commitment, egress, skills });
        expect(index).toBeLessThan(100);
        expect(index).toBeGreaterThanOrEqual(locked - 1e-9);
        expect(index).toBeGreaterThanOrEqual(exitIndex(locked, { commitment: 0, egress, skills }) - 1e-9);
        expect(index).toBeGreaterThanOrEqual(exitIndex(locked, { commitment, egress: null, skills: null }) - 1e-9);
      }),
    );
  });

  it('takes no more than all spend as committed', () => {
    const facet = commitmentFacet({
      commitments: [{ ...term, cost: '99999999' }],
      asOf: '2026-11-01',
      spend: 10n ** 20n,
      coveredSpend: 0n,
      months: 3,
      billingCurrency: 'USD',
    });
    expect(facet).toBeGreaterThan(0.99);
    expect(facet).toBeLessThanOrEqual(1);
  });
});
