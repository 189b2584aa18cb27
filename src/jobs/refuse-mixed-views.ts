import { Problem } from '../problem.ts';
import type { IngestWarning } from '../rollup/rollup.ts';
import type { Db } from '../store/db.ts';
import { publishedFormats } from '../store/run-ledger.ts';
import type { IngestRequest } from './ingest-deps.ts';
import type { DeliveryResult } from './ingest-result.ts';

interface Views {
  readonly formats: readonly [string, string];
  /** What the second may not take the place of, because it would lose the costs. */
  readonly keeps: string | null;
}

/** Pairs of formats that state the same charges twice. */
const VIEWS: readonly Views[] = [
  { formats: ['azure-actual', 'azure-amortized'], keeps: null },
  { formats: ['oci-cost', 'oci-usage'], keeps: 'oci-cost' },
];

/**
 * Two views of the same charges are never added: not in one delivery, not by a delta, not from another source.
 * One may replace the other, with a warning. Throws Problem cost_views_mixed.
 */
export async function refuseMixedViews(db: Db, request: IngestRequest, deliveries: readonly DeliveryResult[]): Promise<IngestWarning[]> {
  const formats = new Set(deliveries.map((delivery) => delivery.format));
  const both = VIEWS.find((views) => views.formats.every((format) => formats.has(format)));
  if (both !== undefined) throw mixed(`This delivery holds files of ${both.formats.join(' and of ')}.`);
  const wanted = VIEWS.flatMap((views) => views.formats.map((format) => ({ views, format }))).filter((one) => formats.has(one.format));
  if (wanted.length === 0) return [];
  const published = await publishedFormats(db, request.runId);
  return wanted.flatMap(({ views, format }) => {
    const other = views.formats.find((one) => one !== format);
    const found = published.find((row) => row.format === other);
    if (found === undefined) return [];
    const { billingAccountId, billingPeriod, source } = found;
    const place = `${billingAccountId === '' ? '(no account)' : billingAccountId} ${billingPeriod}`;
    const replaces = request.style === 'replacement' && source === request.source && views.keeps !== other;
    if (!replaces) throw mixed(`${place} is published from ${other} under source ${source}; this delivery is ${format}.`);
    return [
      { code: 'cost_view_changed', detail: `${place} held ${other} and holds ${format} now; its costs mean something else.`, rows: 0 },
    ];
  });
}

const mixed = (detail: string): Problem => new Problem('cost_views_mixed', { detail });
