import { COST_METRICS } from '../../focus/columns.ts';
import {
  allDimensionsSql,
  allFactsSql,
  chargesSql,
  monthsSql,
  seriesKeySql,
  seriesSql,
  SERIES_TEXTS,
  seriesTermSql,
  termsSql,
  unitsSql,
  type ChargeMoney,
} from './number-sql.ts';
import type { Session } from './session.ts';

const NARROW_LIMIT = 90_000_000;

/**
 * Joins the facts and dimensions of all files and numbers texts, series and units, so that only
 * integers leave the engine. Answers how charges hold money, or null when two dimension sets share a hash.
 */
export async function numberFacts(session: Session, fileCount: number): Promise<ChargeMoney | null> {
  await session.run(allFactsSql(fileCount));
  await session.run(allDimensionsSql(fileCount));
  const [{ shared }] = (await session.rows('SELECT CAST(count(*) - count(DISTINCT h) AS INTEGER) AS shared FROM dimensions')) as [
    { shared: number },
  ];
  if (shared > 0) return null;
  await session.run(`CREATE TEMP TABLE series_key AS ${seriesKeySql}`);
  await session.run(`CREATE TEMP TABLE series AS ${seriesSql}`);
  await session.run(`CREATE TEMP TABLE unit AS ${unitsSql}`);
  const money = await chargeMoney(session);
  await session.run(`CREATE TEMP TABLE charge AS ${chargesSql(money)}`);
  await dropFacts(session, fileCount);
  await session.run(`CREATE TEMP TABLE charge_month AS ${monthsSql}`);
  await session.run(`CREATE TEMP TABLE term AS ${termsSql}`);
  for (const [index, name] of SERIES_TEXTS.entries()) {
    await session.run(`CREATE TEMP TABLE term_${index} AS ${seriesTermSql(name)}`);
  }
  return money;
}

/** Drops what the files were folded into: done with, or to be folded again. */
export async function dropFacts(session: Session, fileCount: number): Promise<void> {
  const kind = fileCount === 1 ? 'VIEW' : 'TABLE';
  await session.run(`DROP ${kind} facts`);
  await session.run(`DROP ${kind} dimensions`);
  for (let index = 0; index < fileCount; index += 1) {
    await session.run(`DROP TABLE facts_${index}`);
    await session.run(`DROP TABLE dimensions_${index}`);
  }
}

/** Ten decimals in 64 bits, if no file needed more and no charge is too large for them. */
async function chargeMoney(session: Session): Promise<ChargeMoney> {
  const types = await session.rows('DESCRIBE SELECT billedCost, effectiveCost, listCost, contractedCost FROM facts');
  if (types.some((row) => row['column_type'] !== 'DECIMAL(38,10)')) return 'DECIMAL(38,18)';
  const largest = COST_METRICS.map((metric) => `coalesce(max(abs(${metric})), 0)`).join(', ');
  const [{ fits }] = (await session.rows(`SELECT greatest(${largest}) < ${NARROW_LIMIT} AS fits FROM facts`)) as [{ fits: boolean }];
  return fits ? 'DECIMAL(18,10)' : 'DECIMAL(38,18)';
}
