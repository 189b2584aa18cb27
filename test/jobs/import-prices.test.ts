import { describe, expect, it } from 'vitest';
import { pricesOf } from '../../src/jobs/import-prices.ts';
import { Problem } from '../../src/problem.ts';

const NODE = 'provider,region,instance_type,vcpu,memory_gib,arch,on_demand_usd_hour,commit_1y_usd_hour,spot_usd_hour,as_of,source';
const FEE = 'target_id,provider,item,unit,usd,as_of,source';
const STORAGE = 'provider,region_group,item,tier_from_gb,tier_to_gb,usd,as_of,source';
const MANAGED = 'provider,service,item,region,unit,usd,free_per_month,as_of,source';
const good = {
  [NODE]: 'aws,us-east-1,m5.large,2,8,amd64,0.096,0.06,0.03,2026-11-01,list',
  [FEE]: 'eks,aws,control-plane,cluster-hour,0.1,2026-11-01,list',
  [STORAGE]: 'aws,us-east-1,internet-egress-gb,0,,0.09,2026-11-01,list',
  [MANAGED]: 'aws,lambda,requests,us-east-1,million-requests,0.2,1,2026-11-01,list',
};

const read = (...lines: readonly string[]) =>
  pricesOf({ path: 'prices.csv', lines: lines.map((text, index) => ({ line: index + 1, cells: text.split(',') })) });

function refusal(...lines: readonly string[]): {
  readonly code: string;
  readonly line?: number | undefined;
  readonly column?: string | undefined;
} {
  try {
    read(...lines);
  } catch (error) {
    if (error instanceof Problem) return { code: error.code, line: error.context.line, column: error.context.column };
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('a price file', () => {
  it.each(Object.entries(good))('of the header %s is read, graded as given by the user', (header, line) => {
    const [row] = read(header, line);
    expect(row).toMatchObject({ grade: 'G', asOf: '2026-11-01', source: 'list' });
  });

  it('is recognised in any order and case of its columns, optional ones left out', () => {
    const [row] = read(
      'SOURCE,As_Of,arch,memory_gib,vcpu,instance_type,region,provider,ON_DEMAND_USD_HOUR',
      'list,2026-11-01,arm64,4,2,cax21,fsn1,hetzner,1e-2',
    );
    expect(row).toMatchObject({
      kind: 'node',
      onDemand: '0.01',
      commit1y: null,
      spot: null,
      localSsdGiB: null,
      gpuCount: 0,
      maxPods: null,
    });
  });

  it('keeps all digits of a price', () => {
    const [row] = read(MANAGED, 'aws,lambda,duration,us-east-1,gb-second,0.000016666700000001,,2026-11-01,list');
    expect(row).toMatchObject({ price: '0.000016666700000001', freePerMonth: null });
  });

  const node = good[NODE];
  it.each([
    ['a negative price', NODE, node.replace('0.096', '-0.096'), 'on_demand_usd_hour'],
    ['a price of zero', NODE, node.replace('0.096', '0'), 'on_demand_usd_hour'],
    ['a price above a thousand dollars an hour', NODE, node.replace('0.096', '1000.01'), 'on_demand_usd_hour'],
    ['a price that is no number', NODE, node.replace('0.096', 'free'), 'on_demand_usd_hour'],
    ['no price', NODE, node.replace('0.096', ''), 'on_demand_usd_hour'],
    ['a shape without memory', NODE, node.replace(',2,8,', ',2,0,'), 'memory_gib'],
    ['a shape without processors', NODE, node.replace(',2,8,', ',0,8,'), 'vcpu'],
    ['an unknown architecture', NODE, node.replace('amd64', 'sparc'), 'arch'],
    ['a commitment above on demand', NODE, node.replace('0.06', '0.097'), 'commit_1y_usd_hour'],
    ['spot at the price on demand', NODE, node.replace('0.03', '0.096'), 'spot_usd_hour'],
    ['no day', NODE, node.replace('2026-11-01', ''), 'as_of'],
    ['a day that is none', NODE, node.replace('2026-11-01', '2026-02-30'), 'as_of'],
    ['no source', NODE, node.replace('list', ''), 'source'],
    ['an unknown unit', FEE, good[FEE].replace('cluster-hour', 'cluster-fortnight'), 'unit'],
    ['an unknown destination', FEE, good[FEE].replace('eks', 'mesosphere'), 'target_id'],
    ['a monthly fee in an hourly unit', FEE, good[FEE].replace(',0.1,', ',73000,'), 'usd'],
    ['a storage item without unit', STORAGE, good[STORAGE].replace('internet-egress-gb', 'internet-egress'), 'item'],
    ['a tier that ends before it begins', STORAGE, good[STORAGE].replace(',0,,', ',10,5,'), 'tier_to_gb'],
    ['a fraction above one', MANAGED, good[MANAGED].replace('million-requests,0.2', 'fraction,1.5'), 'usd'],
    ['a negative allowance', MANAGED, good[MANAGED].replace('0.2,1,', '0.2,-1,'), 'free_per_month'],
  ])('with %s is refused, line and column named', (_what, header, line, column) => {
    const first = good[header as keyof typeof good].replace('us-east-1', 'eu-west-1').replace('control-plane', 'control-plane@other');
    expect(refusal(header, first, line)).toEqual({ code: 'input_invalid', line: 3, column });
  });

  it('that names one key twice is refused with both lines', () => {
    expect(refusal(NODE, node, node.replace('m5.large', 'm5.xlarge'), node)).toEqual({
      code: 'input_invalid',
      line: 4,
      column: 'instance_type',
    });
    expect(() => read(NODE, node, node)).toThrow(/appears twice. See line 2/);
  });

  it.each([
    ['begins above zero', ['aws,us-east-1,internet-egress-gb,10,,0.09,2026-11-01,list'], 2],
    [
      'leaves a hole',
      ['aws,us-east-1,internet-egress-gb,0,10,0.09,2026-11-01,list', 'aws,us-east-1,internet-egress-gb,20,,0.05,2026-11-01,list'],
      3,
    ],
    [
      'overlaps',
      ['aws,us-east-1,internet-egress-gb,0,10,0.09,2026-11-01,list', 'aws,us-east-1,internet-egress-gb,5,,0.05,2026-11-01,list'],
      3,
    ],
    [
      'goes on after the end',
      ['aws,us-east-1,internet-egress-gb,0,,0.09,2026-11-01,list', 'aws,us-east-1,internet-egress-gb,20,,0.05,2026-11-01,list'],
      3,
    ],
  ])('whose tiers make a table that %s is refused', (_what, lines, line) => {
    expect(refusal(STORAGE, ...lines)).toEqual({ code: 'input_invalid', line, column: 'tier_from_gb' });
  });

  it.each([
    ['is none of the four kinds', 'name,price', 'price_file_unknown'],
    ['lacks a column', NODE.replace(',as_of', ''), 'header_missing_column'],
    ['has a column twice', `${NODE},vcpu`, 'header_duplicate'],
    ['has a column that no such file has', `${NODE},spot_usd_hr`, 'price_file_unknown'],
  ])('whose header %s is refused', (_what, header, code) => {
    expect(refusal(header, header.split(',').fill('1').join(','))).toMatchObject({ code, line: 1 });
  });

  it('without a row, or with a row of another length, is refused', () => {
    expect(refusal(NODE)).toMatchObject({ code: 'file_empty' });
    expect(refusal(NODE, `${node},x`)).toMatchObject({ code: 'row_malformed', line: 2 });
  });
});
