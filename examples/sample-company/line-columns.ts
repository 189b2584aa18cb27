import { unitsText } from './charge.ts';
import { OWNERS, REGION_NAMES, type Account } from './company.ts';
import type { Commitment, Line } from './plan.ts';
import { codeOf, hashOf } from './random.ts';

/** The columns of a usage line that do not change from day to day. */
export function lineColumns(line: Line, resource: string, commitment: Commitment | undefined): Record<string, string> {
  const skuId = codeOf(`${line.account.provider}/${line.service}/${line.meter}/${line.region}`, 16);
  return {
    ChargeCategory: 'Usage',
    ChargeFrequency: 'Usage-Based',
    ChargeDescription: `${line.service}: ${line.meter}, ${unitsText(line.price)} per ${line.unit}`,
    ServiceName: line.service,
    ServiceCategory: line.category,
    ServiceSubcategory: line.subcategory,
    SkuId: skuId,
    SkuMeter: line.meter,
    SkuPriceId: `${skuId}.${codeOf(line.unit, 10)}`,
    SkuPriceDetails: instanceDetails(line.meter),
    ListUnitPrice: unitsText(line.price),
    PricingCurrencyListUnitPrice: unitsText(line.price),
    ...pricing(line, commitment),
    PricingUnit: line.unit,
    ConsumedUnit: line.unit,
    RegionId: line.region,
    RegionName: REGION_NAMES[line.region] ?? line.region,
    ...(line.resourceType === 'EC2 Instance' ? { AvailabilityZone: `${line.region}${'abc'.charAt(hashOf(resource) % 3)}` } : {}),
    ...(resource === '' ? {} : resourceColumns(line, resource)),
    Tags: tagsOf(line, resource),
    x_ServiceCode: line.service.replace(/\(.*\)|[^A-Za-z0-9]/g, ''),
    x_UsageType: line.usageType,
    x_Operation: line.operation,
    x_SkuMeterCategory: line.service,
    x_SkuMeterName: line.meter,
    x_ResourceGroupName: line.application,
  };
}

function pricing(line: Line, commitment: Commitment | undefined): Record<string, string> {
  if (commitment === undefined) {
    const contracted = unitsText((line.price * (10_000n - line.discountBp)) / 10_000n);
    return {
      PricingCategory: line.meter.endsWith(' Spot') ? 'Dynamic' : 'Standard',
      ContractedUnitPrice: contracted,
      PricingCurrencyContractedUnitPrice: contracted,
    };
  }
  return {
    PricingCategory: 'Committed',
    CommitmentDiscountId: commitment.id,
    CommitmentDiscountName: commitment.name,
    CommitmentDiscountCategory: commitment.category,
    CommitmentDiscountType: commitment.type,
    CommitmentDiscountStatus: 'Used',
  };
}

/** `ec2:instance/node-1` in the plan becomes the identifier that the provider would print. */
function resourceColumns(line: Line, resource: string): Record<string, string> {
  return {
    ResourceId: resourceIdOf(line, resource),
    ResourceName: resource.slice(resource.search(/[^/:]+$/)),
    ResourceType: line.resourceType,
  };
}

function resourceIdOf({ account, application, region }: Line, resource: string): string {
  const [service = '', ...rest] = resource.split('/');
  const path = rest.join('/');
  switch (account.provider) {
    case 'aws':
      return awsArn(account, region, resource);
    case 'azure':
      return `/subscriptions/${account.subAccountId}/resourcegroups/${application}/providers/${resource}`;
    case 'gcp':
      return `//${service}.googleapis.com/projects/${account.subAccountId}/${path}`;
    case 'oracle':
      return `ocid1.${service}.oc1.${region}.${path}`;
    case 'ibm':
      return `crn:v1:bluemix:public:${service}:${region}:a/${account.billingAccountId}:${path.replace('/', ':')}::`;
    default:
      return resource;
  }
}

function awsArn(account: Account, region: string, resource: string): string {
  const [service = '', ...rest] = resource.split(':');
  return service === 's3' ? `arn:aws:${resource}` : `arn:aws:${service}:${region}:${account.subAccountId}:${rest.join(':')}`;
}

/** One resource in sixteen was never tagged, as in life. */
function tagsOf(line: Line, resource: string): string {
  if (hashOf(`${resource}/${line.application}`) % 16 === 0) return '';
  return JSON.stringify({
    application: line.application,
    environment: line.environment,
    owner: OWNERS[line.application] ?? 'team-platform',
  });
}

const instanceDetails = (meter: string): string =>
  /^[a-z]+\d[a-z]*\.\w+$|^[A-Z]\d+s v\d$|^bx2-/.test(meter) ? JSON.stringify({ InstanceType: meter }) : '';
