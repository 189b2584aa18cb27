import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scoreExplanation, scoreFacets, scoreService, bandOf, type ScoreWeights } from '../../../src/analysis/lock-in/service-score.ts';
import { catalogServices } from '../../../src/catalog/catalog-rows.ts';
import type { FacetId } from '../../../src/catalog/facet-rows.ts';
import { serviceByName } from '../../../src/catalog/service-lookup.ts';
import type { CatalogProvider } from '../../../src/catalog/service-row.ts';
import { facetValuesArbitrary } from '../../arbitraries.ts';
import { variedWeights, weightFactors } from './varied-weights.ts';

const FACET_IDS: readonly FacetId[] = ['interface', 'replacement', 'data', 'code', 'operations'];

const scoreOf = (provider: CatalogProvider, name: string): number => {
  const row = serviceByName(provider, name);
  if (row === null) throw new RangeError(`${name} is not in the catalogue`);
  return scoreService(row).score;
};

describe('the service score', () => {
  it('lies between 0 and 100 and never falls when a facet rises', () => {
    fc.assert(
      fc.property(facetValuesArbitrary, fc.constantFrom(...FACET_IDS), fc.double({ min: 0, max: 1, noNaN: true }), (facets, id, share) => {
        const raised = { ...facets, [id]: facets[id] + (1 - facets[id]) * share };
        const before = scoreFacets(facets).score;
        const after = scoreFacets(raised).score;
        expect(before).toBeGreaterThanOrEqual(0);
        expect(after).toBeLessThanOrEqual(100);
        expect(after).toBeGreaterThanOrEqual(before - 1e-9);
      }),
    );
  });

  it('is 0 where nothing binds and 100 where everything does', () => {
    const all = (value: number) => ({ interface: value, replacement: value, data: value, code: value, operations: value });
    expect(scoreFacets(all(0))).toMatchObject({ score: 0, band: 'portable', block: { reason: 'none', value: 0 } });
    expect(scoreFacets(all(1)).score).toBeCloseTo(100, 9);
  });

  const table: readonly (readonly [CatalogProvider, string, number])[] = [
    ['aws', 'Amazon Route 53', 5],
    ['aws', 'AmazonEKS', 11],
    ['gcp', 'GKE', 11],
    ['azure', 'AKS', 11],
    ['oci', 'OKE', 11],
    ['ibm', 'IKS', 11],
    ['aws', 'ROSA', 12],
    ['azure', 'ARO', 12],
    ['ibm', 'ROKS', 12],
    ['aws', 'Amazon EFS', 13],
    ['azure', 'Service Bus', 16],
    ['aws', 'AmazonEC2', 22],
    ['azure', 'Virtual Machines', 22],
    ['aws', 'Amazon Elastic Block Store', 24],
    ['gcp', 'Cloud Run', 24],
    ['ibm', 'Code Engine', 24],
    ['aws', 'Amazon ElastiCache', 24.6],
    ['aws', 'Amazon Athena', 24.6],
    ['aws', 'AmazonRDS', 34],
    ['gcp', 'Cloud SQL', 34],
    ['aws', 'Amazon Managed Streaming for Apache Kafka', 34],
    ['aws', 'AmazonS3', 36],
    ['aws', 'Amazon Aurora', 37],
    ['azure', 'App Service', 38],
    ['aws', 'Amazon CloudFront', 41],
    ['aws', 'AmazonCloudWatch', 41],
    ['azure', 'SQL Database', 48],
    ['aws', 'Amazon Bedrock', 50],
    ['aws', 'AmazonECS', 52],
    ['aws', 'Amazon Simple Notification Service', 55],
    ['aws', 'Amazon API Gateway', 56],
    ['gcp', 'Cloud Functions', 56],
    ['aws', 'Amazon Simple Queue Service', 56],
    ['gcp', 'Cloud Pub/Sub', 58],
    ['aws', 'AWS Key Management Service', 61],
    ['aws', 'AWS Identity and Access Management', 61],
    ['aws', 'Amazon Kinesis', 62],
    ['azure', 'Storage', 65],
    ['azure', 'Microsoft Entra', 65],
    ['aws', 'Amazon Redshift', 69],
    ['aws', 'Amazon Cognito', 71],
    ['gcp', 'App Engine', 73],
    ['aws', 'AWS Lambda', 77],
    ['aws', 'Amazon EventBridge', 77],
    ['azure', 'Azure Functions', 77],
    ['aws', 'AWS Step Functions', 80],
    ['aws', 'Amazon SageMaker', 80],
    ['aws', 'AWS Glue', 81],
    ['azure', 'Logic Apps', 82],
    ['aws', 'AWS IoT', 85],
    ['aws', 'Amazon DynamoDB', 86],
    ['gcp', 'BigQuery', 86],
    ['gcp', 'Cloud Spanner', 86],
    ['azure', 'Azure Cosmos DB', 86],
    ['oci', 'Oracle Database', 86],
    ['gcp', 'Cloud Firestore', 90],
  ];

  it.each(table)('of %s %s is the published %d', (provider, name, published) => {
    expect(Math.abs(scoreOf(provider, name) - published)).toBeLessThanOrEqual(1);
  });

  it('sorts into bands at 25, 50 and 70', () => {
    expect([0, 24.99, 25, 49.99, 50, 69.99, 70, 100].map(bandOf)).toEqual([
      'portable',
      'portable',
      'moderate',
      'moderate',
      'high',
      'high',
      'severe',
      'severe',
    ]);
  });

  it('explains itself by five weighted terms and the winning block', () => {
    const row = serviceByName('aws', 'AWS Lambda');
    expect(row === null ? '' : scoreExplanation(scoreService(row))).toBe(
      '100 x (0.6 x (0.25 x I 1 + 0.2 x R 0.05 + 0.2 x D 0 + 0.2 x C 1 + 0.15 x O 1) + 0.4 x rewrite 1) = 76.6',
    );
  });

  const rows = catalogServices();
  const published = rows.map((row) => scoreService(row).score);
  const correlationUnder = (weights: ScoreWeights): number =>
    rankCorrelation(
      published,
      rows.map((row) => scoreFacets(scoreService(row).facets, weights).score),
    );

  it('ranks services alike, above 0.99, for 400 settings of the facet, mean and block weights within a quarter of the default', () => {
    const settings = fc.sample(fc.noBias(weightFactors), { numRuns: 400, seed: 20_261_123 });
    const worst = Math.min(...settings.map((factors) => correlationUnder(variedWeights({ ...factors, kinds: [1, 1, 1] }))));
    expect(worst).toBeGreaterThan(0.99);
  });

  it('keeps the rank of services above 0.95 even where every weight, kinds of block included, is at an end of that range', () => {
    fc.assert(
      fc.property(weightFactors, (factors) => {
        expect(correlationUnder(variedWeights(factors))).toBeGreaterThan(0.95);
      }),
    );
  });
});

/** Spearman's rank correlation; equal values share their mean rank. */
function rankCorrelation(a: readonly number[], b: readonly number[]): number {
  const ranksOf = (values: readonly number[]): number[] => {
    const order = values.map((value, index) => ({ value, index })).sort((x, y) => x.value - y.value);
    const ranks = values.map(() => 0);
    let start = 0;
    while (start < order.length) {
      let end = start;
      while (end + 1 < order.length && Math.abs((order[end + 1]?.value ?? 0) - (order[start]?.value ?? 0)) < 1e-9) end += 1;
      order.slice(start, end + 1).forEach(({ index }) => (ranks[index] = (start + end) / 2));
      start = end + 1;
    }
    return ranks;
  };
  const [x, y] = [ranksOf(a), ranksOf(b)];
  const mean = (x.length - 1) / 2;
  const covariance = x.reduce((sum, rank, index) => sum + (rank - mean) * ((y[index] ?? 0) - mean), 0);
  const spread = (ranks: readonly number[]): number => Math.sqrt(ranks.reduce((sum, rank) => sum + (rank - mean) ** 2, 0));
  return covariance / (spread(x) * spread(y));
}
