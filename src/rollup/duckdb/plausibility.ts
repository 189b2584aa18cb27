import type { UnfitColumn } from '../../focus/cost-question.ts';
import type { IngestWarning } from '../rollup.ts';
import type { Session } from './session.ts';

const MIN_ROWS = 20;

/** Charges with the few texts that the gate looks at. */
const CHARGES = `charge c JOIN series s ON s.no = c.series JOIN unit u USING (unit)`;

/**
 * The plausibility gate: columns that a provider fills with something else than their name says.
 * Figures stay as delivered; analyses use the fallback and name the reason.
 */
export async function findUnfit(session: Session): Promise<UnfitColumn[]> {
  const rows = await session.rows(`SELECT serviceProviderName AS provider, CAST(sum(rowCount) AS DOUBLE) AS n,
    CAST(sum(billedCost) FILTER (WHERE chargeCategory = 'Usage') AS DOUBLE) AS billedUsage,
    CAST(sum(abs(billedCost)) AS DOUBLE) AS billedMagnitude,
    CAST(sum(abs(effectiveCost)) AS DOUBLE) AS effectiveMagnitude,
    CAST(sum(abs(contractedCost)) AS DOUBLE) AS contractedMagnitude,
    count(*) FILTER (WHERE billedCost <> trunc(billedCost)) AS billedFractions,
    count(*) FILTER (WHERE effectiveCost <> trunc(effectiveCost)) AS effectiveFractions,
    count(*) FILTER (WHERE contractedCost <> trunc(contractedCost)) AS contractedFractions,
    CAST(coalesce(sum(rowCount) FILTER (WHERE c.knownCosts & 2 > 0), 0) AS DOUBLE) AS effectiveRows,
    CAST(coalesce(sum(rowCount) FILTER (WHERE c.knownCosts & 8 > 0), 0) AS DOUBLE) AS contractedRows,
    CAST(coalesce(sum(rowCount) FILTER (WHERE billedCost <> 0 AND listCost = 0 AND c.knownCosts & 4 > 0 AND chargeCategory = 'Usage'), 0) AS DOUBLE) AS listZeroRows,
    CAST(coalesce(sum(rowCount) FILTER (WHERE regexp_full_match(availabilityZone, '\\d+(\\.\\d+)?(e-?\\d+)?')), 0) AS DOUBLE) AS zoneNumberRows
    FROM ${CHARGES} GROUP BY ALL ORDER BY ALL`);
  return rows.flatMap(unfitOf);
}

function unfitOf(row: Record<string, unknown>): UnfitColumn[] {
  const n = (name: string): number => Number(row[name] ?? 0);
  const unfit = (column: string, fallback: UnfitColumn['fallback'], why: Pick<UnfitColumn, 'reason' | 'rowCount'>): UnfitColumn => ({
    serviceProviderName: String(row['provider']),
    column,
    fallback,
    ...why,
  });
  const found: UnfitColumn[] = [];
  const manyRows = n('n') >= MIN_ROWS && n('billedFractions') >= MIN_ROWS;
  if (n('effectiveRows') > 0 && n('effectiveMagnitude') === 0 && n('billedUsage') > 0) {
    found.push(
      unfit('effectiveCost', 'billedCost', {
        reason: 'EffectiveCost is 0 on every row although usage was billed',
        rowCount: n('effectiveRows'),
      }),
    );
  } else if (manyRows && n('effectiveRows') > 0 && n('effectiveFractions') === 0) {
    found.push(
      unfit('effectiveCost', 'billedCost', {
        reason: 'EffectiveCost is rounded to whole units of the currency on every row',
        rowCount: n('effectiveRows'),
      }),
    );
  }
  if (manyRows && n('contractedRows') > 0 && n('contractedFractions') === 0 && n('contractedMagnitude') !== n('billedMagnitude')) {
    found.push(
      unfit('contractedCost', 'billedCost', {
        reason: 'ContractedCost is rounded to whole units of the currency on every row',
        rowCount: n('contractedRows'),
      }),
    );
  }
  if (n('listZeroRows') > 0) {
    found.push(unfit('listCost', null, { reason: 'ListCost is 0 on usage rows that were billed', rowCount: n('listZeroRows') }));
  }
  if (n('zoneNumberRows') > 0) {
    found.push(unfit('availabilityZone', null, { reason: 'AvailabilityZone holds numbers, not zones', rowCount: n('zoneNumberRows') }));
  }
  return found;
}

/** Oddities that a reader should know of but that change no figure. */
export async function findOddities(session: Session): Promise<IngestWarning[]> {
  const rows = await session.rows(`SELECT
    CAST(coalesce(sum(rowCount) FILTER (WHERE c.month > 0 AND period <> '' AND chargeFrequency <> 'One-Time'
      AND c.month <> TRY_CAST(replace(period, '-', '') AS INTEGER) AND chargeClass <> 'Correction'), 0) AS DOUBLE) AS outside,
    CAST(coalesce(sum(rowCount) FILTER (WHERE listCost < contractedCost AND c.knownCosts & 12 = 12), 0) AS DOUBLE) AS priceOrder,
    CAST(coalesce(sum(rowCount) FILTER (WHERE c.knownCosts & 1 = 0), 0) AS DOUBLE) AS noBilled,
    CAST(coalesce(sum(rowCount) FILTER (WHERE tags <> '' AND NOT json_valid(tags)), 0) AS DOUBLE) AS tagsUnread
    FROM ${CHARGES}`);
  const counts = rows[0] ?? {};
  const warning = (name: string, code: string, detail: string): IngestWarning[] => {
    const count = Number(counts[name] ?? 0);
    return count > 0 ? [{ code, detail, rows: count }] : [];
  };
  return [
    ...warning('outside', 'charge_outside_period', 'ChargePeriodStart lies outside the billing period of its row.'),
    ...warning('priceOrder', 'price_order_broken', 'ListCost is below ContractedCost.'),
    ...warning('noBilled', 'billed_cost_unknown', 'BilledCost is empty; the rows count as unknown, not as zero.'),
    ...warning('tagsUnread', 'tags_unreadable', 'Tags is not a JSON object; the text is kept, its keys cannot be asked for.'),
  ];
}
