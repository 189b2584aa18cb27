import { z } from '@hono/zod-openapi';
import { SCOPES } from '../../store/keys.ts';
import { instantSchema } from './money.ts';

const example = {
  id: '0b6c7c2e-6f0e-4a35-9a0e-6a2b8f0f3f10',
  name: 'nightly upload',
  prefix: 'awk_3fJ9',
  scopes: ['ingest'],
  createdAt: '2026-11-24T02:00:00.000Z',
  expiresAt: null,
  revokedAt: null,
  lastUsedAt: null,
};

export const keySchema = z
  .object({
    id: z.string(),
    name: z.string(),
    prefix: z.string().meta({ description: 'The first letters, to tell keys apart.' }),
    scopes: z.array(z.enum(SCOPES)).readonly(),
    createdAt: instantSchema,
    expiresAt: instantSchema.nullable(),
    revokedAt: instantSchema.nullable(),
    lastUsedAt: instantSchema.nullable(),
  })
  .meta({ id: 'Key', example });

export const newKeySchema = z
  .strictObject({
    name: z.string().trim().min(1).max(100),
    scopes: z.array(z.enum(SCOPES)).min(1).max(SCOPES.length),
    expiresAt: z.iso.datetime().optional().meta({ description: 'RFC 3339, UTC; never when absent.' }),
  })
  .meta({ id: 'NewKey', example: { name: 'nightly upload', scopes: ['ingest'], expiresAt: '2027-11-24T00:00:00Z' } });

export const madeKeySchema = keySchema
  .extend({ key: z.string().meta({ description: 'The secret. Shown once; only its SHA-256 is stored.' }) })
  .meta({ id: 'MadeKey', example: { ...example, key: 'awk_3fJ9…' } });

export const auditSchema = z
  .object({ id: z.int(), at: instantSchema, actor: z.string(), action: z.string(), subject: z.string(), detail: z.string() })
  .meta({
    id: 'AuditEntry',
    example: {
      id: 1,
      at: '2026-11-24T02:00:00.000Z',
      actor: 'key 0b6c7c2e',
      action: 'key.create',
      subject: '…',
      detail: 'nightly upload: ingest',
    },
  });
