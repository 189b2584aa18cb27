import { z } from '@hono/zod-openapi';
import { REPORT_EDITIONS, REPORT_KINDS, REPORT_LANGUAGES } from '../../reports/model.ts';
import { REPORT_FORMATS } from '../report-port.ts';
import { instantSchema } from './money.ts';

export const reportSchema = z
  .object({
    id: z.string(),
    kind: z.string(),
    edition: z.enum(REPORT_EDITIONS),
    format: z.string(),
    createdAt: instantSchema,
    snapshotHash: z.string().meta({ description: 'Of data, catalogue and model; equal hashes give equal bytes.' }),
    sha256: z.string().meta({ description: 'Of the file.' }),
    fileName: z.string(),
    bytes: z.int(),
  })
  .meta({
    id: 'Report',
    example: {
      id: '0b6c7c2e-6f0e-4a35-9a0e-6a2b8f0f3f10',
      kind: 'lock-in',
      edition: 'internal',
      format: 'pdf',
      createdAt: '2026-11-24T02:00:00.000Z',
      snapshotHash: '9f2c…',
      sha256: '1b77…',
      fileName: 'aweigh-lock-in.pdf',
      bytes: 123456,
    },
  });

export const reportOrderSchema = z
  .strictObject({
    kind: z.enum(REPORT_KINDS),
    edition: z.enum(REPORT_EDITIONS).default('internal').meta({ description: 'Not every kind has a vendor edition.' }),
    format: z.enum(REPORT_FORMATS).default('pdf'),
    language: z.enum(REPORT_LANGUAGES).default('en').meta({ description: 'Not every kind is written in every language.' }),
    vendor: z.string().min(1).max(200).optional().meta({ description: 'For the kinds that deal with one vendor.' }),
  })
  .meta({ id: 'ReportOrder', example: { kind: 'lock-in', edition: 'internal', format: 'pdf' } });
