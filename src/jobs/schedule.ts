import { Cron } from 'croner';
import { z } from 'zod';
import { Problem } from '../problem.ts';
import { REPORT_EDITIONS, REPORT_KINDS, REPORT_LANGUAGES } from '../reports/model.ts';
import type { Instant } from '../time.ts';
import { isSecretName } from '../config.ts';
import { REPORT_FORMATS } from './report.ts';

/** Whom a night tells, and how receivers know that it was this program. */
const webhookSchema = z.strictObject({
  url: z.url({ protocol: /^https?$/ }).refine(isSafe, 'is https, or http to this machine itself'),
  secret: z
    .string()
    .refine(isSecretName, 'names an environment variable whose name begins with SECRET_')
    .meta({ description: 'Name of the environment variable that holds the shared secret, never the secret.', example: 'SECRET_WEBHOOK' }),
});

const subscriptionSchema = z.strictObject({
  kind: z.enum(REPORT_KINDS),
  edition: z.enum(REPORT_EDITIONS).default('internal'),
  format: z.enum(REPORT_FORMATS).default('pdf'),
  language: z.enum(REPORT_LANGUAGES).default('en'),
  vendor: z.string().min(1).max(200).optional(),
});

export const scheduleFormSchema = z.strictObject({
  cron: z
    .string()
    .max(100)
    .nullable()
    .default(null)
    .meta({ description: 'Five fields; null for no nights by themselves.', example: '0 2 * * *' }),
  timeZone: z.string().max(100).default('UTC'),
  reports: z.array(subscriptionSchema).max(20).default([]).meta({ description: 'Made after each night.' }),
  webhook: webhookSchema.nullable().default(null),
});

export type Schedule = z.output<typeof scheduleFormSchema>;
export type Webhook = z.output<typeof webhookSchema>;

/** The schedule of a form. Throws Problem input_invalid naming each field. */
export function parseSchedule(form: unknown): Schedule {
  const parsed = scheduleFormSchema.safeParse(form);
  if (!parsed.success) throw invalid(parsed.error.issues.map((issue) => ({ field: issue.path.join('.'), detail: issue.message })));
  const { cron, timeZone } = parsed.data;
  if (cron !== null) nextRun({ cron, timeZone }, '2026-01-01T00:00:00.000Z');
  return parsed.data;
}

/** The first instant after another at which a cron expression holds; null for one that never does. Throws Problem input_invalid. */
export function nextRun({ cron, timeZone }: { readonly cron: string; readonly timeZone: string }, after: Instant): Instant | null {
  try {
    return new Cron(cron, { timezone: timeZone, paused: true, mode: '5-part' }).nextRun(after)?.toISOString() ?? null;
  } catch (error) {
    const detail = `"${cron}" in ${timeZone}: ${error instanceof Error ? error.message : String(error)}`;
    throw invalid([{ field: 'cron', detail }]);
  }
}

/**
 * Whether a night is due: once, however many were missed since the last one began. `since` is when that was, or when the
 * schedule was set; one that lies in the future, as after a clock was set back, counts as now.
 */
export function isNightDue(schedule: Schedule, { since, now }: { readonly since: Instant; readonly now: Instant }): boolean {
  const { cron, timeZone } = schedule;
  if (cron === null) return false;
  const next = nextRun({ cron, timeZone }, since < now ? since : now);
  return next !== null && next <= now;
}

function isSafe(url: string): boolean {
  return url.startsWith('https:') || /^http:\/\/(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?(\/|$)/.test(url);
}

const invalid = (errors: readonly { readonly field: string; readonly detail: string }[]): Problem =>
  new Problem('input_invalid', { detail: errors.map((one) => `${one.field}: ${one.detail}`).join('; '), errors });
