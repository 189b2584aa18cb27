import { describe, expect, it } from 'vitest';
import { catalogServices } from '../../src/catalog/catalog-rows.ts';
import { catalogProviderOf } from '../../src/catalog/provider-names.ts';
import { resolveService, wantsDescription, type BilledService } from '../../src/catalog/resolve-service.ts';
import { providersKnowing, serviceByName } from '../../src/catalog/service-lookup.ts';

const billed = (serviceProviderName: string, serviceName: string, hints: Partial<BilledService> = {}): BilledService => ({
  serviceProviderName,
  serviceName,
  usageType: '',
  operation: '',
  skuMeter: '',
  resourceType: '',
  chargeDescription: '',
  ...hints,
});

const resolved = (...parts: Parameters<typeof billed>): string | undefined => resolveService(billed(...parts)).row?.serviceName;

describe('a service name', () => {
  it('leads to its row by every alias, in any case, with any blanks', () => {
    const lost = catalogServices().flatMap((row) =>
      [row.serviceName, ...row.aliases].flatMap((name) =>
        [name, name.toUpperCase(), name.toLowerCase(), `  ${name.replaceAll(' ', '  ')} `, name.replaceAll(' ', ' ')]
          .filter((spelling) => serviceByName(row.provider, spelling) !== row)
          .map((spelling) => `${row.provider}: ${spelling}`),
      ),
    );
    expect(lost).toEqual([]);
  });

  it('may miss or carry the words of its vendor and registered marks', () => {
    expect(serviceByName('aws', 'Kinesis')?.serviceName).toBe('Amazon Kinesis');
    expect(serviceByName('aws', 'AWS CloudFront')?.serviceName).toBe('Amazon CloudFront');
    expect(serviceByName('azure', 'Microsoft Azure Service Bus')?.serviceName).toBe('Service Bus');
    expect(serviceByName('gcp', 'Red Hat OpenShift Container Platform')?.serviceName).toBe('Red Hat® OpenShift® Container Platform');
  });

  it('that ends in (Amazon Bedrock Edition) is a hosted model, also one not yet listed', () => {
    expect(serviceByName('aws', 'Some Model 9 (Amazon Bedrock Edition)')?.kind).toBe('genai-model');
    expect(serviceByName('aws', 'CLAUDE 3.5 SONNET (AMAZON BEDROCK EDITION)')?.serviceName).toBe(
      'Claude 3.5 Sonnet (Amazon Bedrock Edition)',
    );
    expect(serviceByName('gcp', 'Some Model 9 (Amazon Bedrock Edition)')).toBeNull();
  });

  it('known at one provider is never guessed for another, nor for a provider outside the catalogue', () => {
    expect(resolved('Google Cloud', 'Amazon DynamoDB')).toBeUndefined();
    expect(resolved('Datadog', 'Amazon DynamoDB')).toBeUndefined();
    expect(resolved('', 'AWS Lambda')).toBeUndefined();
    expect(providersKnowing('Amazon DynamoDB')).toEqual(['aws']);
  });
});

describe('a provider name', () => {
  it('is known in every spelling that bills use', () => {
    const spellings = {
      aws: ['AWS', 'Amazon Web Services', 'Amazon Web Services, Inc.', 'Amazon Web Services EMEA SARL'],
      azure: ['Microsoft', 'Microsoft Azure', 'Azure', 'Microsoft Corporation'],
      gcp: ['Google Cloud', 'Google', 'GCP', 'Google Cloud Platform', 'google  cloud'],
      oci: ['Oracle', 'OCI', 'Oracle Cloud Infrastructure'],
      ibm: ['IBM', 'IBM Cloud'],
    };
    Object.entries(spellings).forEach(([provider, names]) => expect(names.map(catalogProviderOf)).toEqual(names.map(() => provider)));
  });

  it('that only begins like one is not taken for it', () => {
    expect(['Amazonas Hosting', 'AWSome Cloud', 'Oracles', 'Microsoftware', 'Googler', ''].map(catalogProviderOf)).toEqual([
      null,
      null,
      null,
      null,
      null,
      null,
    ]);
  });
});

describe('an umbrella name', () => {
  const cases: readonly (readonly [string, Parameters<typeof billed>])[] = [
    ['Amazon Elastic Block Store', ['AWS', 'EC2 - Other', { usageType: 'USE1-EBS:VolumeUsage.gp3' }]],
    ['Amazon Elastic Block Store', ['AWS', 'EC2 - Other', { usageType: 'EBS:SnapshotUsage' }]],
    ['Amazon Virtual Private Cloud', ['AWS', 'EC2 - Other', { usageType: 'EUC1-NatGateway-Hours' }]],
    ['Amazon Virtual Private Cloud', ['AWS', 'EC2 - Other', { usageType: 'ElasticIP:IdleAddress' }]],
    ['AWS Data Transfer', ['AWS', 'EC2 - Other', { usageType: 'USE1-USW2-AWS-Out-Bytes' }]],
    ['AWS Data Transfer', ['AWS', 'AmazonEC2', { usageType: 'DataTransfer-Regional-Bytes' }]],
    ['Amazon Elastic Compute Cloud - Compute', ['AWS', 'AmazonEC2', { usageType: 'USE1-BoxUsage:m7i.large' }]],
    ['Amazon Elastic Compute Cloud - Compute', ['AWS', 'AmazonEC2', { usageType: 'EBSOptimized:m4.large' }]],
    ['Amazon Elastic Load Balancing', ['AWS', 'AmazonEC2', { usageType: 'LoadBalancerUsage' }]],
    [
      'Amazon Elastic Block Store',
      [
        'AWS',
        'Amazon Elastic Compute Cloud',
        { chargeDescription: '$0.10 per GB-month of General Purpose SSD (gp2) provisioned storage', resourceType: 'instance' },
      ],
    ],
    ['Amazon Aurora', ['AWS', 'AmazonRDS', { usageType: 'Aurora:ServerlessV2Usage' }]],
    ['Amazon RDS for Oracle', ['AWS', 'AmazonRDS', { operation: 'CreateDBInstance:0020' }]],
    ['Amazon RDS for SQL Server', ['AWS', 'AmazonRDS', { chargeDescription: 'USD 0.5 per db.m5.large SQL Server SE instance hour' }]],
    ['Amazon Relational Database Service', ['AWS', 'AmazonRDS', { chargeDescription: 'RDS PostgreSQL db.r6g.large' }]],
    ['AWS Fargate', ['AWS', 'AmazonECS', { usageType: 'USE1-Fargate-vCPU-Hours:perCPU' }]],
    ['Amazon Elastic Container Service for Kubernetes', ['AWS', 'AmazonEKS', { usageType: 'USE1-Fargate-vCPU-Hours:perCPU' }]],
    ['Storage', ['Microsoft', 'Storage', { skuMeter: 'Hot LRS Data Stored' }]],
    ['Azure Files', ['Microsoft', 'Storage', { skuMeter: 'Files v2 LRS Data Stored' }]],
    [
      'Azure Queue Storage',
      ['Microsoft', 'Storage Accounts', { chargeDescription: 'Queues v2 - LRS - Class 1 Operations', resourceType: 'Storage account' }],
    ],
    [
      'Azure Table Storage',
      ['Microsoft', 'Storage Accounts', { chargeDescription: 'Tables - LRS Data Stored', resourceType: 'Storage account' }],
    ],
    ['Azure Managed Disks', ['Microsoft', 'Storage', { skuMeter: 'Premium SSD Managed Disks P10 LRS Disk' }]],
    ['Azure Managed Disks', ['Microsoft', 'Virtual Machines', { resourceType: 'Disk' }]],
    ['Functions', ['Microsoft', 'Azure App Service', { skuMeter: 'Functions Execution Time' }]],
    ['Azure App Service', ['Microsoft', 'Azure App Service', { skuMeter: 'P1 v3 App' }]],
    ['Azure Cosmos DB for MongoDB', ['Microsoft', 'Azure Cosmos DB', { resourceType: 'microsoft.documentdb/mongoclusters' }]],
    ['Compute Engine Persistent Disk', ['Google Cloud', 'Compute Engine', { skuMeter: 'SSD backed PD Capacity' }]],
    ['Compute Engine', ['Google Cloud', 'Compute Engine', { chargeDescription: 'E2 Instance Core running in Belgium' }]],
    ['Network Data Transfer', ['Google Cloud', 'Compute Engine', { chargeDescription: 'Network Internet Egress from EMEA to Americas' }]],
    ['Cloud Load Balancing', ['Google Cloud', 'Networking', { skuMeter: 'Cloud Load Balancer Forwarding Rule Minimum' }]],
    ['Cloud SQL for SQL Server', ['Google Cloud', 'Cloud SQL', { chargeDescription: 'Cloud SQL for SQL Server: Zonal - vCPU' }]],
    ['Outbound Data Transfer', ['Oracle', 'NETWORK', { chargeDescription: 'Outbound Data Transfer Zone 1' }]],
    ['Database - Autonomous AI Database', ['Oracle', 'DATABASE', { resourceType: 'AutonomousDatabase' }]],
    ['Red Hat OpenShift on IBM Cloud', ['IBM Cloud', 'containers-kubernetes', { skuMeter: 'OpenShift worker hours' }]],
    ['Kubernetes Service', ['IBM Cloud', 'containers-kubernetes', { skuMeter: 'Worker hours' }]],
  ];

  it.each(cases)('is split into %s by what the bill says', (expected, parts) => {
    expect(resolved(...parts)).toBe(expected);
  });

  it('without a hint keeps its own row, says that it was not split, and asks for the description', () => {
    const plain = billed('AWS', 'EC2 - Other');
    expect(resolveService(plain)).toMatchObject({ split: 'unsplit', row: { serviceName: 'EC2 - Other' } });
    expect(wantsDescription(plain)).toBe(true);
    expect(wantsDescription(billed('AWS', 'AmazonEC2', { usageType: 'BoxUsage:m7i.large' }))).toBe(false);
    expect(wantsDescription(billed('AWS', 'AWS Lambda'))).toBe(false);
  });

  it('with nothing but the type of its resource asks for the description too, as disks and traffic share the id', () => {
    expect(wantsDescription(billed('AWS', 'AmazonEC2', { resourceType: 'instance' }))).toBe(true);
  });
});
