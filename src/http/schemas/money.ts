import { z } from '@hono/zod-openapi';

/** Decimal text; never a JSON number. */
export const amountSchema = z
  .string()
  .regex(/^-?\d+(\.\d+)?$/)
  .meta({ description: 'Exact decimal text.', example: '1234.560000000' });

export const currencySchema = z.string().meta({ description: 'ISO 4217; XXX where the bill states none.', example: 'USD' });

export const moneySchema = z
  .object({ amount: amountSchema, currency: currencySchema })
  .meta({ id: 'Money', example: { amount: '1234.560000000', currency: 'USD' } });

export const figureIdSchema = z.string().meta({ description: 'Leads to the evidence: GET /v1/figures/{figureId}.' });

const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

export const daySchema = z.string().regex(DAY, 'a day as YYYY-MM-DD').meta({ example: '2024-09-01' });

export const instantSchema = z.string().meta({ description: 'RFC 3339, UTC.', example: '2026-11-24T02:00:00.000Z' });

export const percentSchema = z.number().meta({ description: '0 to 100.' });
