import { describe, expect, it } from 'vitest';
import { catalogServices, catalogTargets, catalogVersion, parseRows } from '../../src/catalog/catalog-rows.ts';
import { contentHash } from '../../src/catalog/content-hash.ts';
import { FACETS } from '../../src/catalog/facet-rows.ts';
import { LOCK_IN_CONSTANTS } from '../../src/catalog/lock-in-constants.ts';
import { nameKey, serviceByName } from '../../src/catalog/service-lookup.ts';
import { PROVIDERS, serviceRowSchema } from '../../src/catalog/service-row.ts';
import { SPLIT_RULES } from '../../src/catalog/split-rules.ts';

describe('the service rows', () => {
  it('hold at least the 586 services of the five providers, each with source, review date and grade', () => {
    const counts = PROVIDERS.map((provider) => catalogServices().filter((row) => row.provider === provider).length);
    const atLeast = [210, 127, 112, 71, 66];
    expect(counts.every((count, index) => count >= (atLeast[index] ?? 0))).toBe(true);
    expect(catalogServices().every((row) => row.source !== '' && row.reviewedOn >= '2026-11-23')).toBe(true);
  });

  it('use no name or alias twice within one provider, compared without case and blanks', () => {
    const twice = PROVIDERS.flatMap((provider) => {
      const owners = new Map<string, string>();
      return catalogServices()
        .filter((row) => row.provider === provider)
        .flatMap((row) =>
          [...new Set([row.serviceName, ...row.aliases].map(nameKey))].flatMap((key) => {
            const owner = owners.get(key);
            owners.set(key, row.serviceName);
            return owner === undefined ? [] : [`${provider}: ${key} of ${owner} and ${row.serviceName}`];
          }),
        );
    });
    expect(twice).toEqual([]);
  });

  it('are refused with the row, field and code when one is broken', () => {
    const [first] = catalogServices();
    const broken = [{ ...first, exitWeeks: { low: 5, likely: 2, high: 9 } }];
    expect(() => parseRows(serviceRowSchema, broken, 'services')).toThrow(
      expect.objectContaining({ code: 'catalog_row_invalid', message: expect.stringContaining('services, row 1: exitWeeks') }),
    );
    expect(() => parseRows(serviceRowSchema, [{ ...first, kind: 'mystery' }], 'services')).toThrow(/kind/);
    expect(() => parseRows(serviceRowSchema, [{ ...first, source: '' }], 'services')).toThrow(/source/);
  });
});

describe('the target rows', () => {
  it('hold 56 destinations whose successors exist and end in an active one', () => {
    const targets = new Map(catalogTargets().map((row) => [row.id, row]));
    expect(targets.size).toBe(56);
    const endOf = (id: string): string | undefined => {
      const row = targets.get(id);
      if (row === undefined || row.successor === null) return row?.id;
      return endOf(row.successor);
    };
    expect([...targets.keys()].filter((id) => endOf(id) === undefined)).toEqual([]);
    expect(['tectonic', 'pks', 'docker-ee', 'cfcr', 'acs'].map(endOf)).toEqual(['openshift', 'vks', 'mke', 'korifi', 'aks']);
  });
});

describe('facets, constants and rules', () => {
  it('weigh the five facets to exactly one', () => {
    expect(FACETS.map((facet) => facet.letter)).toEqual(['I', 'R', 'D', 'C', 'O']);
    expect(FACETS.reduce((sum, facet) => sum + Math.round(facet.weight * 100), 0)).toBe(100);
  });

  it('give a value to every entry that the service rows use', () => {
    const missing = FACETS.flatMap((facet) =>
      facet.columns.flatMap(({ column, values }) =>
        catalogServices()
          .filter((row) => !(row[column] in values))
          .map((row) => `${facet.id}: ${row.serviceName} ${row[column]}`),
      ),
    );
    expect(missing).toEqual([]);
  });

  it('name only rows that exist, with a pattern that compiles, in every split rule', () => {
    const unknown = SPLIT_RULES.flatMap((rule) =>
      [rule.to, ...rule.from].filter((name) => serviceByName(rule.provider, name)?.serviceName !== name),
    );
    expect(unknown).toEqual([]);
    expect(() => SPLIT_RULES.map((rule) => new RegExp(rule.pattern, 'i'))).not.toThrow();
  });

  it('carry source, review date and grade', () => {
    const rows = [...FACETS, ...LOCK_IN_CONSTANTS, ...SPLIT_RULES];
    expect(rows.filter((row) => row.source === '' || row.reviewedOn < '2026-11-23' || !/^[SMJ]$/.test(row.grade))).toEqual([]);
  });
});

describe('the catalogue version', () => {
  it('names the latest review and changes with any content', () => {
    expect(catalogVersion().version).toMatch(/^2026-11-\d\d\.[0-9a-f]{8}$/);
    expect(contentHash('one row')).not.toBe(contentHash('one roW'));
    expect(contentHash('')).toBe('811c9dc5');
  });
});
