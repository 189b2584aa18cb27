import { describe, expect, it } from 'vitest';
import { HOURS, onlyItem, portfolio, type SampleUsage } from './sample-usage.ts';

const aws = (fields: SampleUsage): SampleUsage => ({ serviceProviderName: 'AWS', ...fields });
const azure = (fields: SampleUsage): SampleUsage => ({ serviceProviderName: 'Microsoft', regionId: 'westeurope', ...fields });
const gcp = (fields: SampleUsage): SampleUsage => ({ serviceProviderName: 'Google Cloud', regionId: 'europe-west1', ...fields });
const oci = (fields: SampleUsage): SampleUsage => ({ serviceProviderName: 'Oracle', regionId: 'eu-frankfurt-1', ...fields });
const ibm = (fields: SampleUsage): SampleUsage => ({ serviceProviderName: 'IBM', regionId: 'eu-de', ...fields });

const EC2 = 'Amazon Elastic Compute Cloud';
const hours = (unit: string, count = HOURS): readonly [number, string] => [count, unit];

describe('machines in the spellings of five clouds', () => {
  it.each<[string, SampleUsage, object]>([
    [
      'a CUR usage type',
      aws({ serviceName: 'AmazonEC2', usageType: 'BoxUsage:c7g.2xlarge', used: hours('Hrs') }),
      { instanceType: 'c7g.2xlarge', vcpu: 8, memoryGib: 16, arch: 'arm64', count: 1 },
    ],
    [
      'a FOCUS detail',
      aws({
        serviceName: EC2,
        skuMeter: 'Compute',
        skuPriceDetails: '{"InstanceType":"m6i.large","CoreCount":2,"MemorySize":8}',
        used: hours('Hours'),
      }),
      { instanceType: 'm6i.large', vcpu: 2, memoryGib: 8, count: 1 },
    ],
    [
      'a price description',
      aws({
        serviceName: EC2,
        resourceType: 'instance',
        chargeDescription: '$0.0116 per On Demand Linux t2.micro Instance Hour',
        used: hours('Hours'),
      }),
      { instanceType: 't2.micro', vcpu: 1, count: 1 },
    ],
    [
      'an Azure meter',
      azure({ serviceName: 'Virtual Machines', skuMeter: 'D4s v5', used: hours('1 Hour') }),
      { instanceType: 'Standard_D4s_v5', vcpu: 4, memoryGib: 16, count: 1 },
    ],
    [
      'an Azure meter of two sizes',
      azure({ serviceName: 'Virtual Machines', skuMeter: 'D4 v3/D4s v3', used: hours('Hours') }),
      { vcpu: 4, memoryGib: 16, count: 1 },
    ],
    [
      'Azure hours by the hundred',
      azure({ serviceName: 'Virtual Machines', skuMeter: 'D8s v5', pricingQuantity: 7.2, pricingUnit: '100 Hours' }),
      { instanceType: 'Standard_D8s_v5', count: 1 },
    ],
    [
      'an ARM size name',
      azure({ serviceName: 'Virtual Machines', skuPriceDetails: '{"InstanceType":"Standard_E16s_v5"}', used: hours('Hours') }),
      { vcpu: 16, memoryGib: 128 },
    ],
    [
      'a Google machine type',
      gcp({ serviceName: 'Compute Engine', skuPriceDetails: '{"InstanceType":"n2-standard-4"}', used: hours('Hours') }),
      { instanceType: 'n2-standard-4', vcpu: 4, memoryGib: 16, count: 1 },
    ],
    [
      'an IBM profile',
      ibm({ serviceName: 'Virtual Server for VPC', skuMeter: 'bx2-8x32', used: hours('INSTANCE_HOURS_MULTI_TENANT') }),
      { vcpu: 8, memoryGib: 32, count: 1 },
    ],
    [
      'an IBM worker',
      ibm({ serviceName: 'Red Hat OpenShift on IBM Cloud', skuMeter: 'Worker Node bx2.16x64', used: hours('INSTANCE_HOURS') }),
      { vcpu: 16, memoryGib: 64, count: 1 },
    ],
    [
      'a size no book knows',
      aws({
        serviceName: 'AmazonEC2',
        usageType: 'BoxUsage:q9.huge',
        skuPriceDetails: '{"InstanceType":"q9.huge","CoreCount":6,"MemorySize":24}',
        used: hours('Hrs'),
      }),
      { vcpu: 6, memoryGib: 24, count: 1 },
    ],
  ])('are read from %s', (_, line, machine) => {
    expect(onlyItem([line]).demand).toMatchObject({ kind: 'compute', ...machine });
  });

  it('come from cores and memory that Google bills apart', () => {
    const resourceId = '//compute.googleapis.com/projects/p/instances/web-1';
    const lines = [
      gcp({
        serviceName: 'Compute Engine',
        skuMeter: 'N2 Instance Core running in Frankfurt',
        resourceId,
        used: [HOURS * 4 * 3600, 'seconds'],
      }),
      gcp({
        serviceName: 'Compute Engine',
        skuMeter: 'N2 Instance Ram running in Frankfurt',
        resourceId,
        used: [HOURS * 16 * 3600 * 2 ** 30, 'byte-seconds'],
      }),
    ];
    const { demand } = onlyItem(lines);
    expect(demand).toMatchObject({ kind: 'compute', vcpu: 4, memoryGib: 16, count: 1 });
  });

  it('come from cores and memory under different names as one workload, so that memory is not assumed twice', () => {
    const id = '//compute.googleapis.com/projects/p/instances/';
    const { items } = portfolio([
      gcp({ serviceName: 'Compute Engine', skuMeter: 'N2 Instance Core', resourceId: `${id}web-1`, used: [HOURS * 2, 'hour'] }),
      gcp({ serviceName: 'Compute Engine', skuMeter: 'N2 Instance Core', resourceId: `${id}web-2`, used: [HOURS * 2, 'hour'] }),
      gcp({ serviceName: 'Compute Engine', skuMeter: 'N2 Instance Ram', resourceId: `${id}web`, used: [HOURS * 16, 'gibibyte hour'] }),
    ]);
    expect(items.map(({ demand }) => demand)).toMatchObject([{ vcpu: 4, memoryGib: 16, count: 1 }]);
  });

  it('count an OCPU as two vCPU on x86 and as one on an Ampere A1', () => {
    const line = (text: string) =>
      oci({ serviceName: 'COMPUTE', resourceId: 'ocid1.instance.a', chargeDescription: text, used: [HOURS, '1 NONE HOURS OCPUS'] });
    const memory = oci({
      serviceName: 'COMPUTE',
      resourceId: 'ocid1.instance.a',
      chargeDescription: 'Standard - E4 - Memory',
      used: [HOURS * 12, '1 GiB HOURS MEMORY'],
    });
    expect(onlyItem([line('Standard - E4'), memory]).demand).toMatchObject({ vcpu: 2, memoryGib: 12, arch: 'amd64', count: 1 });
    expect(onlyItem([line('Standard - A1')]).demand).toMatchObject({ vcpu: 1, arch: 'arm64' });
  });

  it('take the nearest of a family for a new member, and say so', () => {
    const item = onlyItem([aws({ serviceName: 'AmazonEC2', usageType: 'BoxUsage:m97i.xlarge', used: hours('Hrs') })]);
    expect(item.demand).toMatchObject({ vcpu: 4, memoryGib: 16 });
    expect(item.flags[0]).toMatch(/^size of m\w+\.xlarge for m97i\.xlarge, which has no known size$/);
  });

  it('carry the accelerators that Google bills beside them', () => {
    const resourceId = '//compute.googleapis.com/projects/p/instances/ml-1';
    const lines = [
      gcp({ serviceName: 'Compute Engine', skuMeter: 'N1 Predefined Instance Core', resourceId, used: [HOURS * 8, 'hour'] }),
      gcp({ serviceName: 'Compute Engine', skuMeter: 'Nvidia Tesla T4 GPU attached to VMs', resourceId, used: [HOURS, 'hour'] }),
    ];
    expect(onlyItem(lines).demand).toMatchObject({ gpus: 1, gpuModel: 't4', vcpu: 8, count: 1 });
  });
});

describe('the way to Kubernetes', () => {
  const routeOf = (...lines: SampleUsage[]): string => onlyItem(lines).route;
  const box = (fields: SampleUsage): SampleUsage =>
    aws({ serviceName: 'AmazonEC2', usageType: 'BoxUsage:m5.large', resourceId: 'i-1', used: hours('Hrs'), ...fields });

  it.each<[string, SampleUsage]>([
    ['an EKS cluster tag', box({ tags: '{"aws:eks:cluster-name":"main"}' })],
    ['a cloud controller tag', box({ tags: '{"kubernetes.io/cluster/main":"owned"}' })],
    [
      'an AKS node resource group',
      azure({
        serviceName: 'Virtual Machine Scale Sets',
        skuMeter: 'D4s v5',
        resourceId: '/subscriptions/s/resourceGroups/MC_rg_aks_we/providers/Microsoft.Compute/virtualMachineScaleSets/aks-np-1-vmss',
        used: hours('1 Hour'),
      }),
    ],
    [
      'a GKE label',
      gcp({
        serviceName: 'Compute Engine',
        skuPriceDetails: '{"InstanceType":"e2-standard-4"}',
        resourceId: 'x',
        tags: '{"goog-k8s-cluster-name":"main"}',
        used: hours('hour'),
      }),
    ],
    ['a node name', box({ resourceId: 'arn:aws:ec2:eu-west-1:1:instance/node-3' })],
    ['a managed worker', ibm({ serviceName: 'Kubernetes Service', skuMeter: 'Worker Node bx2.4x16', used: hours('INSTANCE_HOURS') })],
    [
      'a node pool of AKS',
      azure({
        serviceName: 'Azure Kubernetes Service',
        chargeDescription: 'AKS node pool hours',
        skuPriceDetails: '{"InstanceType":"Standard_D4s_v5"}',
        used: hours('Hours'),
      }),
    ],
  ])('is that of nodes for %s', (_, line) => {
    expect(routeOf(line)).toBe('kubernetes-node');
  });

  it.each<[string, SampleUsage]>([
    ['Fargate', aws({ serviceName: 'AmazonECS', usageType: 'EUW1-Fargate-vCPU-Hours:perCPU', used: [100, 'hours'] })],
    ['Fargate under EKS', aws({ serviceName: 'AmazonEKS', usageType: 'EUW1-Fargate-vCPU-Hours:perCPU', used: [100, 'hours'] })],
    ['Cloud Run', gcp({ serviceName: 'Cloud Run', skuMeter: 'CPU Allocation Time', used: [100, 'second'] })],
    ['GKE Autopilot', gcp({ serviceName: 'Kubernetes Engine', skuMeter: 'Autopilot Pod mCPU Requests', used: [100, 'hour'] })],
    ['Container Instances', azure({ serviceName: 'Container Instances', skuMeter: 'Standard vCPU Duration', used: [100, '1 Hour'] })],
    ['Code Engine', ibm({ serviceName: 'Code Engine', skuMeter: 'vCPU Seconds', used: [100, 'VCPU_SECONDS'] })],
  ])('is that of serverless containers for %s', (_, line) => {
    expect(routeOf(line)).toBe('serverless-container');
  });

  it('tells application machines from pets by autoscaling, spot and application tags', () => {
    expect(routeOf(box({}))).toBe('linux-vm-pet');
    expect(routeOf(box({ tags: '{"aws:autoscaling:groupName":"web"}' }))).toBe('linux-vm-app');
    expect(routeOf(box({ tags: '{"application":"shop"}' }))).toBe('linux-vm-app');
    expect(routeOf(box({ usageType: 'SpotUsage:m5.large' }))).toBe('linux-vm-app');
    expect(
      routeOf(
        azure({
          serviceName: 'Virtual Machine Scale Sets',
          skuMeter: 'D4s v5',
          resourceId: '/x/providers/Microsoft.Compute/virtualMachineScaleSets/web',
          used: hours('1 Hour'),
        }),
      ),
    ).toBe('linux-vm-app');
  });

  it('keeps Windows apart by operation, meter, details and license lines', () => {
    expect(routeOf(box({ operation: 'RunInstances:0002' }))).toBe('windows-vm');
    expect(routeOf(box({ skuPriceDetails: '{"InstanceType":"m5.large","OperatingSystem":"Windows"}' }))).toBe('windows-vm');
    expect(
      routeOf(
        azure({
          serviceName: 'Virtual Machines',
          skuMeter: 'D4 v3',
          chargeDescription: 'Virtual Machines Dv3 Series Windows - D4 v3 - EU West',
          used: hours('1 Hour'),
        }),
      ),
    ).toBe('windows-vm');
    const core = gcp({ serviceName: 'Compute Engine', skuMeter: 'N2 Instance Core', resourceId: 'vm', used: [HOURS * 4, 'hour'] });
    const license = gcp({
      serviceName: 'Compute Engine',
      skuMeter: 'Licensing Fee for Windows Server 2022 (CPU cost)',
      resourceId: 'vm',
      used: [HOURS * 4, 'hour'],
    });
    expect(routeOf(core, license)).toBe('windows-vm');
    expect(onlyItem([core, license]).demand).toMatchObject({ vcpu: 4, count: 1 });
  });

  it('reads the plans of application platforms', () => {
    const item = onlyItem([azure({ serviceName: 'Azure App Service', skuMeter: 'P1 v3 App', used: hours('1 Hour') })]);
    expect([item.route, item.demand]).toMatchObject(['paas', { vcpu: 2, memoryGib: 8, count: 1, autoscaled: true }]);
    expect(routeOf(box({ tags: '{"elasticbeanstalk:environment-name":"web"}' }))).toBe('paas');
  });

  it('counts control planes, whose fee the destination replaces', () => {
    expect(
      onlyItem([aws({ serviceName: 'AmazonEKS', usageType: 'EUW1-AmazonEKS-Hours:perCluster', used: hours('Hours', 1440) })]),
    ).toMatchObject({ route: 'kubernetes-node', demand: { kind: 'control-plane', clusters: 2 } });
    expect(
      onlyItem([azure({ serviceName: 'Azure Kubernetes Service', skuMeter: 'Standard Uptime SLA', used: hours('1 Hour') })]).demand,
    ).toEqual({ kind: 'control-plane', clusters: 1 });
  });

  it('leaves licensed databases, warehouses and models where they are', () => {
    const { items, fixed } = portfolio([
      aws({
        serviceName: 'Amazon Relational Database Service',
        usageType: 'InstanceUsage:db.m5.large',
        operation: 'CreateDBInstance:0005',
      }),
      aws({ serviceName: 'Amazon Redshift' }),
      azure({ serviceName: 'SQL Database', skuMeter: 'vCore' }),
      gcp({ serviceName: 'BigQuery' }),
      oci({ serviceName: 'DATABASE', skuMeter: 'Enterprise Edition High Performance' }),
      ibm({ serviceName: 'Db2' }),
    ]);
    expect(items).toEqual([]);
    expect(fixed.map(({ route }) => route)).toEqual(Array(6).fill('not-addressable'));
  });

  it('asks for a redesign of databases and queues with an interface of their own', () => {
    const { items } = portfolio([
      aws({ serviceName: 'Amazon DynamoDB', resourceId: 't' }),
      azure({ serviceName: 'Azure Cosmos DB', resourceId: 'c' }),
      gcp({ serviceName: 'Cloud Spanner', resourceId: 's' }),
      gcp({ serviceName: 'Cloud Bigtable', resourceId: 'b' }),
    ]);
    expect(items.map(({ route, demand }) => `${route} ${demand.kind}`)).toEqual(Array(4).fill('redesign none'));
  });
});

describe('data services', () => {
  it('are read with machines, storage, backups and availability', () => {
    const rds = (fields: SampleUsage): SampleUsage =>
      aws({ serviceName: 'Amazon Relational Database Service', operation: 'CreateDBInstance:0014', resourceId: 'db', ...fields });
    const item = onlyItem([
      rds({ usageType: 'EUW1-Multi-AZUsage:db.r6g.2xl', used: hours('Hrs') }),
      rds({ usageType: 'EUW1-RDS:Multi-AZ-GP3-Storage', used: [300, 'GB-Mo'] }),
      rds({ usageType: 'EUW1-RDS:ChargedBackupUsage', used: [120, 'GB-Mo'] }),
    ]);
    expect(item.route).toBe('data-service');
    expect(item.demand).toEqual({
      kind: 'data-service',
      engine: 'postgresql',
      instanceType: 'r6g.2xlarge',
      count: 1,
      vcpu: 8,
      memoryGib: 64,
      storageGb: 300,
      backupGb: 120,
      highlyAvailable: true,
    });
  });

  it.each<[string, SampleUsage]>([
    [
      'mysql',
      aws({ serviceName: 'AmazonRDS', usageType: 'InstanceUsage:db.m5.large', operation: 'CreateDBInstance:0002', used: hours('Hrs') }),
    ],
    [
      'cache',
      aws({
        serviceName: 'AmazonElastiCache',
        usageType: 'NodeUsage:cache.r7g.xlarge',
        operation: 'CreateCacheCluster:0002',
        used: hours('Hrs'),
      }),
    ],
    ['cache', azure({ serviceName: 'Redis Cache', skuMeter: 'P1 Cache', used: hours('1 Hour') })],
    ['kafka', aws({ serviceName: 'AmazonMSK', usageType: 'Kafka.m7g.large', operation: 'RunBroker', used: hours('Hours') })],
    ['search', aws({ serviceName: 'Amazon OpenSearch Service', usageType: 'ESInstance:r6g.large.search', used: hours('Hrs') })],
    [
      'mongodb',
      aws({ serviceName: 'Amazon DocumentDB (with MongoDB compatibility)', usageType: 'InstanceUsage:db.r5.large', used: hours('Hrs') }),
    ],
    ['postgresql', azure({ serviceName: 'Azure Database for PostgreSQL', skuMeter: 'vCore', used: hours('1 Hour') })],
    ['postgresql', gcp({ serviceName: 'Cloud SQL', skuMeter: 'Cloud SQL for PostgreSQL: Zonal - vCPU in Belgium', used: hours('hour') })],
    ['mysql', oci({ serviceName: 'MYSQL', chargeDescription: 'MySQL HeatWave - Standard - ECPU', used: hours('ECPU Per Hour') })],
    ['mysql', azure({ serviceName: 'Azure Database for MySQL', resourceType: 'MySQL server', skuMeter: 'vCore', used: hours('1 Hour') })],
  ])('of engine %s are told by name, code or meter', (engine, line) => {
    expect(onlyItem([line]).demand).toMatchObject({ kind: 'data-service', engine });
  });

  it('count two GiB for each capacity unit of Aurora Serverless', () => {
    const item = onlyItem([
      aws({
        serviceName: 'Amazon Aurora',
        usageType: 'Aurora:ServerlessV2Usage',
        operation: 'CreateDBInstance:0021',
        used: [HOURS * 8, 'ACU-Hr'],
      }),
    ]);
    expect(item.demand).toMatchObject({ engine: 'postgresql', vcpu: 2, memoryGib: 16, count: 1 });
  });

  it('of which only storage is on the bill are storage', () => {
    const item = onlyItem([
      aws({
        serviceName: 'AmazonRDS',
        chargeDescription: '$0.10 per GB-month of consumed storage (Aurora PostgreSQL)',
        used: [55, 'GB-Months'],
      }),
    ]);
    expect([item.route, item.demand]).toEqual(['follows', { kind: 'storage', medium: 'block', performance: 'balanced', gb: 55 }]);
  });
});

describe('functions', () => {
  it.each<[string, SampleUsage, number]>([
    ['Lambda', aws({ serviceName: 'AWS Lambda', usageType: 'USE1-Lambda-GB-Second', used: [5000, 'Lambda-GB-Second'] }), 5000],
    ['Lambda in seconds', aws({ serviceName: 'AWSLambda', usageType: 'Lambda-GB-Second', used: [5000, 'Second'] }), 5000],
    ['Azure Functions', azure({ serviceName: 'Functions', skuMeter: 'Execution Time', used: [5000, '1 GB Second'] }), 5000],
    ['OCI Functions', oci({ serviceName: 'FUNCTIONS', skuMeter: 'Execution Time', used: [2, '10000 GB Memory-Seconds'] }), 20_000],
  ])('of %s state their GB-seconds', (_, line, gbSeconds) => {
    expect(onlyItem([line])).toMatchObject({ route: 'faas', demand: { kind: 'function', gbSeconds } });
  });

  it('join calls and seconds that the bill names apart', () => {
    const lambda = (name: string, fields: SampleUsage): SampleUsage =>
      aws({ serviceName: 'AWS Lambda', resourceId: `arn:aws:lambda:r:1:function/${name}`, ...fields });
    const item = onlyItem([
      lambda('quote', { usageType: 'Request', used: [1_000_000, 'Requests'] }),
      lambda('quote-1', { usageType: 'Lambda-GB-Second-ARM', used: [5000, 'Lambda-GB-Second'] }),
    ]);
    expect(item.demand).toMatchObject({ invocations: 1_000_000, gbSeconds: 5000, arch: 'arm64' });
  });

  it('without any time are named, not guessed', () => {
    const { unpriced } = portfolio([gcp({ serviceName: 'Cloud Functions', skuMeter: 'Invocations', used: [1e6, 'count'] })]);
    expect(unpriced.map(({ reason }) => reason)).toEqual(['the bill does not state how long the functions ran']);
  });
});

describe('stored gigabytes', () => {
  it.each<[string, SampleUsage, object]>([
    [
      'block',
      aws({ serviceName: 'EC2 - Other', usageType: 'EUW1-EBS:VolumeUsage.gp3', used: [100, 'GB-Mo'] }),
      { performance: 'balanced', gb: 100 },
    ],
    [
      'block',
      aws({ serviceName: 'EC2 - Other', usageType: 'EUW1-EBS:VolumeUsage.io2', used: [100, 'GB-Mo'] }),
      { performance: 'fast', gb: 100 },
    ],
    [
      'block',
      azure({
        serviceName: 'Storage',
        skuMeter: 'P10 LRS Disk',
        chargeDescription: 'Premium SSD Managed Disks - P10 LRS',
        used: [2, '1/Month'],
      }),
      { gb: 256 },
    ],
    [
      'block',
      gcp({ serviceName: 'Compute Engine', skuMeter: 'Balanced PD Capacity', used: [100 * 730 * 3600 * 2 ** 30, 'byte-seconds'] }),
      { performance: 'balanced', gb: 100 },
    ],
    [
      'block',
      oci({ serviceName: 'BLOCK_STORAGE', chargeDescription: 'Block Volume - Storage', used: [100, '1 GiB MONTHS STORAGE_SIZE'] }),
      { gb: 100 },
    ],
    ['snapshot', aws({ serviceName: 'EC2 - Other', usageType: 'EBS:SnapshotUsage', used: [100, 'GB-Mo'] }), { gb: 100 }],
    ['file', aws({ serviceName: 'Amazon Elastic File System', usageType: 'TimedStorage-ByteHrs', used: [100, 'GB-Mo'] }), { gb: 100 }],
    ['object', aws({ serviceName: 'AmazonS3', usageType: 'TimedStorage-ByteHrs', used: [100, 'GB-Mo'] }), { gb: 100 }],
    ['archive', aws({ serviceName: 'AmazonS3', usageType: 'USW2-TimedStorage-GlacierByteHrs', used: [100, 'GB-Mo'] }), { gb: 100 }],
    ['object', ibm({ serviceName: 'Cloud Object Storage', skuMeter: 'Smart Tier Storage', used: [100, 'GIGABYTE_MONTHS'] }), { gb: 100 }],
  ])('of medium %s are averages of the month', (medium, line, demand) => {
    const item = onlyItem([line]);
    expect(item.demand).toMatchObject({ kind: 'storage', medium, ...demand });
    expect(item.route).toBe(medium === 'object' || medium === 'archive' ? 'object-storage' : 'follows');
  });
});

describe('traffic', () => {
  const path = (line: SampleUsage) => portfolio([line]).traffic;

  it.each<[string, SampleUsage]>([
    ['internetGb', aws({ serviceName: 'AWS Data Transfer', usageType: 'USE1-DataTransfer-Out-Bytes', used: [10, 'GB'] })],
    ['internetGb', aws({ serviceName: 'AmazonS3', usageType: 'USW2-DataTransfer-Out-Bytes', used: [10, 'GB'] })],
    ['internetGb', azure({ serviceName: 'Bandwidth', skuMeter: 'Standard Data Transfer Out', used: [10, '1 GB'] })],
    ['internetGb', gcp({ serviceName: 'Networking', skuMeter: 'Internet Egress Premium', used: [10, 'gibibyte'] })],
    [
      'internetGb',
      oci({ serviceName: 'NETWORK', chargeDescription: 'Outbound Data Transfer Zone 1', used: [10, '1 GiB HOURS DATA_TRANSFERRED'] }),
    ],
    ['crossZoneGb', aws({ serviceName: 'EC2 - Other', usageType: 'EUW1-DataTransfer-Regional-Bytes', used: [10, 'GB'] })],
    ['crossRegionGb', aws({ serviceName: 'AmazonS3', usageType: 'USE1-CAN1-AWS-Out-Bytes', used: [10, 'GB'] })],
    [
      'crossRegionGb',
      aws({
        serviceName: 'AmazonS3',
        chargeDescription: '$0.02 per GB - US West (Oregon) data transfer to US East (Ohio)',
        used: [10, 'GB'],
      }),
    ],
    ['natGb', aws({ serviceName: 'EC2 - Other', usageType: 'EUW1-NatGateway-Bytes', operation: 'NatGateway', used: [10, 'GB'] })],
    ['natHours', aws({ serviceName: 'EC2 - Other', usageType: 'EUW1-NatGateway-Hours', operation: 'NatGateway', used: [10, 'Hrs'] })],
    [
      'loadBalancerHours',
      aws({ serviceName: 'AWSELB', usageType: 'LoadBalancerUsage', operation: 'LoadBalancing:Application', used: [10, 'Hrs'] }),
    ],
  ])('goes to %s', (name, line) => {
    expect(path(line)).toMatchObject({ [name]: 10, monthlyEffective: 1, withoutQuantity: 0 });
  });

  it('into the cloud costs nothing anywhere, and parts without gigabytes are kept apart', () => {
    expect(path(aws({ serviceName: 'AmazonS3', usageType: 'USW2-DataTransfer-In-Bytes', used: [10, 'GB'], cost: '0' }))).toMatchObject({
      internetGb: 0,
      withoutQuantity: 0,
    });
    expect(path(aws({ serviceName: 'AmazonVPC', usageType: 'PublicIPv4:InUseAddress', used: [10, 'Hrs'] }))).toMatchObject({
      withoutQuantity: 1,
    });
  });

  it('is told apart by provider', () => {
    const { traffic } = portfolio([
      aws({ serviceName: 'AWS Data Transfer', usageType: 'DataTransfer-Out-Bytes', used: [10, 'GB'] }),
      azure({ serviceName: 'Bandwidth', skuMeter: 'Standard Data Transfer Out', used: [5, '1 GB'] }),
    ]);
    expect(traffic.byProvider.map(({ provider, internetGb, serviceNames }) => [provider, internetGb, serviceNames])).toEqual([
      ['aws', 10, ['AWS Data Transfer']],
      ['azure', 5, ['Bandwidth']],
    ]);
    expect(traffic.internetGb).toBe(15);
  });
});
