import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instanceTypeIn } from '../../src/catalog/instance-type-in.ts';
import { priceBook } from '../../src/catalog/price-book.ts';
import { shapeOf } from '../../src/catalog/shape-lookup.ts';

const book = priceBook();
const shapes = ['aws', 'azure', 'gcp', 'oci', 'ibm', 'hetzner'].flatMap((provider) => book.shapes(provider));
const found = (provider: string, name: string): unknown => {
  const match = shapeOf(book, { provider, name });
  return match === null ? null : [match.match, match.shape.instanceType, match.shape.vcpu, match.shape.memoryGiB, match.shape.arch];
};

describe('the shape of a machine', () => {
  it('is found for every priced type, in any case', () => {
    fc.assert(
      fc.property(fc.constantFrom(...shapes), fc.boolean(), (shape, upper) => {
        const name = upper ? shape.instanceType.toUpperCase() : shape.instanceType.toLowerCase();
        expect(shapeOf(book, { provider: shape.provider, name })).toMatchObject({ shape, match: 'exact' });
      }),
    );
  });

  it('is found for every Azure type as its meters spell it', () => {
    for (const shape of book.shapes('azure')) {
      const name = shape.instanceType.replace('Standard_', '').replaceAll('_', ' ');
      expect(shapeOf(book, { provider: 'azure', name })?.shape).toBe(shape);
    }
  });

  it.each([
    ['aws', 'db.m5.large', ['exact', 'm5.large', 2, 8, 'amd64']],
    ['aws', 'r5.large.elasticsearch', ['exact', 'r5.large', 2, 16, 'amd64']],
    ['gcp', 'n2-custom-4-16384', ['rule', 'n2-custom-4-16384', 4, 16, 'amd64']],
    ['gcp', 'custom-2-7680', ['rule', 'custom-2-7680', 2, 7.5, 'amd64']],
    ['azure', 'Standard_E8-4ds_v5', ['rule', 'Standard_E8-4ds_v5', 4, 64, 'amd64']],
    ['oci', 'VM.Standard.E4.Flex.3ocpu.20gb', ['rule', 'VM.Standard.E4.Flex.3ocpu.20gb', 6, 20, 'amd64']],
    ['oci', 'VM.Standard.A1.Flex.3ocpu.20gb', ['rule', 'VM.Standard.A1.Flex.3ocpu.20gb', 3, 20, 'arm64']],
    ['oci', 'VM.Standard2.4', ['rule', 'VM.Standard2.4', 8, 60, 'amd64']],
    ['ibm', 'bx2.4x16', ['exact', 'bx2-4x16', 4, 16, 'amd64']],
    ['ibm', 'bx3-6x30', ['rule', 'bx3-6x30', 6, 30, 'amd64']],
  ])('of %s %s is %j', (provider, name, expected) => {
    expect(found(provider, name)).toEqual(expected);
  });

  it.each([
    ['aws', 'm10g.large', ['nearest', 'm9g.large', 2, 8, 'arm64']],
    ['aws', 't5.micro', ['nearest', 't3.micro', 2, 1, 'amd64']],
    ['azure', 'Standard_D4s_v9', ['nearest', 'Standard_D4s_v7', 4, 16, 'amd64']],
    ['gcp', 'n5-standard-8', ['nearest', 'n4-standard-8', 8, 32, 'amd64']],
    ['oci', 'VM.Standard.E4.Flex', ['nearest', 'VM.Standard.E4.Flex.2ocpu.16gb', 4, 16, 'amd64']],
  ])('that is not known, %s %s, is the nearest and says so: %j', (provider, name, expected) => {
    expect(found(provider, name)).toEqual(expected);
  });

  it.each([
    ['aws', 'ra3.4xlarge'],
    ['aws', 'mac2.metal'],
    ['aws', ''],
    ['azure', 'GP_Gen5_4'],
    ['gcp', 'server'],
    ['ibm', 'bx2-0x0'],
    ['nobody', 'm5.large'],
  ])('of another kind altogether, %s %s, is null', (provider, name) => {
    expect(found(provider, name)).toBeNull();
  });

  it('never lacks processors or memory, whatever is asked', () => {
    const name = fc.oneof(
      fc.string({ maxLength: 40 }),
      fc.stringMatching(/^[a-z]{1,2}\d{1,2}[a-z]?\.\d{0,2}(large|xlarge)$/),
      fc.stringMatching(/^(Standard_)?[A-Z]{1,2}\d{1,3}[a-z]{0,3}_v\d$/),
      fc.stringMatching(/^[a-z]\d-(custom|standard)-\d{1,3}-\d{1,6}$/),
    );
    fc.assert(
      fc.property(fc.constantFrom('aws', 'azure', 'gcp', 'oci', 'ibm'), name, (provider, text) => {
        const match = shapeOf(book, { provider, name: text });
        expect(match === null || (match.shape.vcpu > 0 && match.shape.memoryGiB > 0)).toBe(true);
      }),
    );
  });
});

const mention = (provider: string, text: string): unknown => {
  const machine = instanceTypeIn(book, { provider, text });
  if (machine === null) return null;
  return machine.kind === 'whole' ? [machine.instanceType, machine.use] : [machine.family, machine.dimension, machine.unitVcpu];
};

describe('a machine in the text of a bill', () => {
  it.each([
    ['aws', 'USE1-BoxUsage:m5.xlarge', ['m5.xlarge', 'machine']],
    ['aws', 'BoxUsage', ['m1.small', 'machine']],
    ['aws', 'HeavyUsage:c5.2xlarge', ['c5.2xlarge', 'machine']],
    ['aws', 'EUC1-InstanceUsage:db.m5.large', ['m5.large', 'database']],
    ['aws', 'APN1-NodeUsage:cache.r6g.large', ['r6g.large', 'cache']],
    ['aws', 'ESInstance:r5.large.elasticsearch', ['r5.large', 'search']],
    ['aws', 'ESInstance:m6g.large', ['m6g.large', 'search']],
    ['aws', 'USE1-Kafka.m5.large', ['m5.large', 'broker']],
    ['aws', 'BoxUsage:u-6tb1.56xlarge', ['u-6tb1.56xlarge', 'machine']],
    ['aws', '$0.19152 per On Demand Linux m7i-flex.xlarge Instance Hour', ['m7i-flex.xlarge', 'machine']],
    ['aws', '{"InstanceType":"db.r6g.large","CoreCount":2}', ['r6g.large', 'database']],
    ['aws', 'EBS:VolumeUsage.gp3', null],
    ['aws', 'USE1-Lambda-GB-Second', null],
    ['azure', 'D4s v5', ['Standard_D4s_v5', 'machine']],
    ['azure', 'E8ds v5/E8s v5', ['Standard_E8ds_v5', 'machine']],
    ['azure', 'D2 v3/DS2 v3', ['Standard_D2_v3', 'machine']],
    ['azure', 'DS4 v2 Spot', ['Standard_DS4_v2', 'machine']],
    ['azure', 'B2ms', ['Standard_B2ms', 'machine']],
    ['azure', 'F2/F2s', ['Standard_F2', 'machine']],
    ['azure', 'Virtual Machines Ev3/ESv3 Series - E4 v3/E4s v3 - CA Central', ['Standard_E4_v3', 'machine']],
    ['azure', '{"ServiceType":"Standard_E4s_v3","VMName":"pool"}', ['Standard_E4s_v3', 'machine']],
    ['azure', 'Reserved VM Instance, Standard_B1s, UK South, 3 Years', ['Standard_B1s', 'machine']],
    ['azure', 'P10 LRS Disk', null],
    ['azure', 'F1 App', null],
    ['azure', 'General Purpose Gen5 2 vCore', null],
    ['gcp', 'n1-standard-4', ['n1-standard-4', 'machine']],
    ['gcp', 'db-custom-4-16384', ['custom-4-16384', 'database']],
    ['gcp', 'N2 Instance Core running in Americas', ['n2', 'core', 1]],
    ['gcp', 'Spot Preemptible E2 Instance Ram running in Frankfurt', ['e2', 'ram', 1]],
    ['gcp', 'N2D AMD Instance Core running in Belgium', ['n2d', 'core', 1]],
    ['gcp', 'Custom Instance Core running in Americas', ['n1', 'core', 1]],
    ['gcp', 'Compute optimized Core running in Americas', ['c2', 'core', 1]],
    ['gcp', 'Commitment v1: N2D AMD Cpu in Americas for 1 Year', ['n2d', 'core', 1]],
    ['gcp', 'Micro Instance with burstable CPU running in Americas', ['f1-micro', 'machine']],
    ['gcp', 'Nvidia Tesla T4 GPU running in Americas', ['t4', 'gpu', 1]],
    ['gcp', 'Cloud SQL for MySQL: Zonal - vCPU in Americas', null],
    ['gcp', 'Network Internet Egress from Americas', null],
    ['oci', 'VM.Standard.E4.Flex', ['VM.Standard.E4.Flex', 'machine']],
    ['oci', 'Compute - Standard - E4 - OCPU', ['VM.Standard.E4.Flex', 'core', 2]],
    ['oci', 'Standard - E4', ['VM.Standard.E4.Flex', 'core', 2]],
    ['oci', 'Standard - A1 - OCPU', ['VM.Standard.A1.Flex', 'core', 1]],
    ['oci', 'Standard - E3 - Memory', ['VM.Standard.E3.Flex', 'ram', 1]],
    ['oci', 'B93113', ['VM.Standard.E4.Flex', 'core', 2]],
    ['oci', 'Block Volume - Performance Units', null],
    ['ibm', 'bx2-4x16', ['bx2-4x16', 'machine']],
    ['ibm', 'BX2-VCPU-HOURS', ['bx2', 'core', 1]],
    ['ibm', 'bx2_MEMORY_HOURS', ['bx2', 'ram', 1]],
    ['ibm', 'GIGABYTE_HOURS', null],
    ['hetzner', 'Server CX33', ['CX33', 'machine']],
    ['hetzner', 'CX333', null],
  ])('%s "%s" is %j', (provider, text, expected) => {
    expect(mention(provider, text)).toEqual(expected);
  });

  it('is nothing in texts that name none, however long', () => {
    const text = fc.string({ maxLength: 3000, unit: fc.constantFrom('a', ' ', '-', '/', '_', ':') });
    fc.assert(
      fc.property(fc.constantFrom('aws', 'azure', 'gcp', 'oci', 'ibm'), text, (provider, words) => mention(provider, words) === null),
    );
  });
});
