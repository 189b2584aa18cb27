import { z } from '@hono/zod-openapi';
import { scheduleFormSchema } from '../../jobs/schedule.ts';
import { instantSchema } from './money.ts';

const settings = z.record(z.string(), z.unknown()).meta({
  description: 'As docs/sources.md lists them. They hold no secret: where one is needed, they name the environment variable that holds it.',
});

export const newSourceSchema = z
  .strictObject({ name: z.string().max(100), provider: z.string().max(100), settings: settings.default({}) })
  .meta({ id: 'NewSource' });

export const sourceChangeSchema = z
  .strictObject({ settings: settings.meta({ description: 'Settings to change; null takes one back to its default.' }) })
  .meta({ id: 'SourceChange' });

export const sourceSchema = z
  .object({
    name: z.string().meta({ description: 'Its id, too.' }),
    provider: z.string(),
    settings: z.unknown(),
    readAt: instantSchema.nullable().meta({ description: 'When all its open periods were last read without a failure.' }),
    createdAt: instantSchema,
    updatedAt: instantSchema,
  })
  .meta({ id: 'Source' });

export const sourceCheckSchema = z
  .object({
    source: z.string(),
    provider: z.string(),
    ready: z.boolean().meta({ description: 'Whether nothing required is missing.' }),
    permissions: z
      .array(
        z.object({
          permission: z.string(),
          purpose: z.string(),
          required: z.boolean(),
          granted: z.boolean(),
          detail: z.string(),
          grant: z.string().meta({ description: 'What to do when it is missing.' }),
        }),
      )
      .readonly(),
  })
  .meta({ id: 'SourceCheck' });

export const newScheduleSchema = scheduleFormSchema.meta({
  id: 'NewSchedule',
  example: { cron: '0 2 * * *', reports: [{ kind: 'spend' }] },
});

export const scheduleSchema = scheduleFormSchema
  .extend({
    nextRunAt: instantSchema.nullable(),
    lastNight: z
      .object({
        id: z.string(),
        status: z.enum(['running', 'done', 'failed', 'interrupted']),
        startedAt: instantSchema,
        finishedAt: instantSchema.nullable(),
        body: z.unknown().meta({ description: 'What was read, made and found changed.' }),
      })
      .nullable(),
  })
  .meta({ id: 'Schedule' });
