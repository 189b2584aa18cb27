import { describe, expect, it } from 'vitest';
import { testApp } from './app-fixture.ts';

interface Listed {
  readonly items: readonly Readonly<Record<string, unknown>>[];
  readonly catalogue: { readonly version: string };
}

describe('the facts of a negotiation over HTTP', () => {
  it('are listed for a vendor by any of its names, with source, grade and the version of the table', async () => {
    const test = testApp();
    const key = await test.key('read');
    for (const [path, least] of [
      ['benchmarks', 20],
      ['vendor-calendars', 1],
      ['legal-dates', 10],
    ] as const) {
      const listed = (await (await test.get(`/v1/catalog/${path}?vendor=Amazon%20Web%20Services`, key)).json()) as Listed;
      expect([path, listed.items.length >= least, listed.catalogue.version]).toEqual([
        path,
        true,
        expect.stringMatching(/^\d{4}-\d\d-\d\d\./),
      ]);
      expect(listed.items.filter((row) => row['source'] === '' || row['grade'] === undefined)).toEqual([]);
    }
  });

  it('tell a synthesis from a claim, and know nothing of an unknown vendor', async () => {
    const test = testApp();
    const key = await test.key('read');
    const rows = (await (await test.get('/v1/catalog/benchmarks?vendor=AWS', key)).json()) as Listed;
    expect(rows.items.filter((row) => row['synthesis'] === true)).toHaveLength(6);
    const none = (await (await test.get('/v1/catalog/vendor-calendars?vendor=Fjord%20Hosting', key)).json()) as Listed;
    expect(none.items).toEqual([]);
  });
});
