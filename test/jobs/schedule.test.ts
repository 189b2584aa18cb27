import { describe, expect, test } from 'vitest';
import { isNightDue, nextRun, parseSchedule } from '../../src/jobs/schedule.ts';

const NIGHTLY = parseSchedule({ cron: '0 2 * * *' });

describe('a schedule', () => {
  test.each([
    ['the hour has not come', '2026-11-24T02:00:00.000Z', '2026-11-25T01:59:59.000Z', false],
    ['the hour has come', '2026-11-24T02:00:00.000Z', '2026-11-25T02:00:00.000Z', true],
    ['a week was missed', '2026-11-18T02:00:00.000Z', '2026-11-25T12:00:00.000Z', true],
    ['the missed one was caught up today', '2026-11-25T12:00:00.000Z', '2026-11-25T12:00:30.000Z', false],
    ['the clock was set back', '2026-12-24T02:00:00.000Z', '2026-11-25T12:00:00.000Z', false],
  ])('is due exactly once: when %s', (_, since, now, due) => {
    expect(isNightDue(NIGHTLY, { since, now })).toBe(due);
  });

  test('without a cron expression never makes a night', () => {
    expect(isNightDue(parseSchedule({}), { since: '2020-01-01T00:00:00.000Z', now: '2026-11-25T12:00:00.000Z' })).toBe(false);
  });

  test('follows its time zone over the change to summer time', () => {
    const berlin = { cron: '30 3 * * *', timeZone: 'Europe/Berlin' };
    expect(nextRun(berlin, '2026-03-27T12:00:00.000Z')).toBe('2026-03-28T02:30:00.000Z');
    expect(nextRun(berlin, '2026-03-28T12:00:00.000Z')).toBe('2026-03-29T01:30:00.000Z');
  });

  test.each([
    [{ cron: 'at night' }, 'cron'],
    [{ cron: '0 2 * * *', timeZone: 'Nowhere/Town' }, 'cron'],
    [{ webhook: { url: 'http://example.com/hook', secret: 'SECRET_HOOK' } }, 'webhook.url'],
    [{ webhook: { url: 'https://example.com/hook', secret: 'AWS_SECRET_ACCESS_KEY' } }, 'webhook.secret'],
    [{ reports: [{ kind: 'weather' }] }, 'reports.0.kind'],
  ])('that cannot hold is refused, naming the field: %j', (form, field) => {
    expect(() => parseSchedule(form)).toThrow(
      expect.objectContaining({
        code: 'input_invalid',
        context: expect.objectContaining({ errors: [expect.objectContaining({ field })] }),
      }),
    );
  });
});
