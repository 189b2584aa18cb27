import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { catalogServices, catalogTargets } from '../../src/catalog/catalog-rows.ts';
import { catalogProviderOf } from '../../src/catalog/provider-names.ts';
import { resolveService } from '../../src/catalog/resolve-service.ts';
import { serviceByName } from '../../src/catalog/service-lookup.ts';

const SHARED = resolve(import.meta.dirname, '../../../shared');

/** Rows of a CSV file, or of a gzipped one. */
function rowsOf(path: string): Record<string, string>[] {
  const bytes = readFileSync(path);
  const text = path.endsWith('.gz') ? gunzipSync(bytes) : bytes;
  return z.array(z.record(z.string(), z.string())).parse(parse(text, { columns: true, bom: true }));
}

const focusFiles = ['focus-1.0', 'focus-1.2', 'focus-1.3', 'focus-1.4'].flatMap((folder) => {
  const path = resolve(SHARED, 'data', folder);
  return existsSync(path) ? readdirSync(path).map((file) => resolve(path, file)) : [];
});

describe.skipIf(focusFiles.length === 0)('on the sample bills beside the checkout (skipped: no ../shared/data)', () => {
  it('every service name of a provider in the catalogue resolves', () => {
    const unknown = new Set(
      focusFiles.flatMap(rowsOf).flatMap((row) => {
        const serviceProviderName = row['ServiceProviderName'] ?? row['ProviderName'] ?? '';
        const serviceName = row['ServiceName'] ?? '';
        if (catalogProviderOf(serviceProviderName) === null || serviceName === '') return [];
        const hints = { usageType: '', operation: '', skuMeter: row['SkuMeter'] ?? '', resourceType: row['ResourceType'] ?? '' };
        const billed = { serviceProviderName, serviceName, chargeDescription: row['ChargeDescription'] ?? '', ...hints };
        return resolveService(billed).row === null ? [`${serviceProviderName}: ${serviceName}`] : [];
      }),
    );
    expect([...unknown]).toEqual([]);
  });
});

const servicesFile = resolve(SHARED, 'facts/services.csv');

describe.skipIf(!existsSync(servicesFile))('beside the fact tables (skipped: no ../shared/facts)', () => {
  it('every service of the facts is in the catalogue with the same judgement, under every name', () => {
    const differing = rowsOf(servicesFile).filter((fact) => {
      const row = catalogServices().find((row) => row.provider === fact['provider'] && row.serviceName === fact['service_name']);
      if (row === undefined) return true;
      const names = [fact['service_name'] ?? '', ...(fact['aliases'] ?? '').split('|')].filter((name) => name !== '');
      const same =
        row.kind === fact['kind'] &&
        row.interface === fact['interface'] &&
        row.replacementMaturity === fact['replacement_maturity'] &&
        row.runsOnKubernetes === fact['runs_on_kubernetes'] &&
        row.dataGravity === fact['data_gravity'] &&
        row.codeCoupling === fact['code_coupling'] &&
        row.opsCoupling === fact['ops_coupling'] &&
        `${row.exitWeeks.likely}` === fact['exit_weeks_likely'] &&
        row.replacements.join('|') === fact['replacements'];
      return !same || names.some((name) => serviceByName(row.provider, name) === null);
    });
    expect(differing.map((fact) => `${fact['provider']}: ${fact['service_name']}`)).toEqual([]);
  });

  it('every destination of the facts is in the catalogue', () => {
    const ids = catalogTargets().map((row) => row.id);
    expect(rowsOf(resolve(SHARED, 'facts/targets.csv')).filter((fact) => !ids.includes(fact['id'] ?? ''))).toEqual([]);
  });
});
