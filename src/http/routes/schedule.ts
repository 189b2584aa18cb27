import { createRoute } from '@hono/zod-openapi';
import { scheduleView, setSchedule } from '../../jobs/set-schedule.ts';
import type { App, AppDeps, RegisterRoutes } from '../app-deps.ts';
import { callerOf } from '../authorize.ts';
import { guarded } from '../route-description.ts';
import { newScheduleSchema, scheduleSchema } from '../schemas/sources.ts';

/** The nights: when they begin, what they make and whom they tell. */
export const registerSchedule: RegisterRoutes = (app, deps) => {
  registerShowing(app, deps);
  registerSetting(app, deps);
};

const common = { path: '/v1/schedule', tags: ['Sources'] };
const content = { 'application/json': { schema: scheduleSchema } };

function registerShowing(app: App, deps: AppDeps): void {
  const { problems, ...guard } = guarded({ deps, scopes: ['manage'] });
  const route = createRoute({
    ...common,
    method: 'get',
    summary: 'The schedule, the next night and the last',
    ...guard,
    responses: { 200: { description: 'The schedule.', content }, ...problems },
  });
  app.openapi(route, async (c) => c.json(await scheduleView(deps), 200));
}

function registerSetting(app: App, deps: AppDeps): void {
  const { problems, ...guard } = guarded({
    deps,
    scopes: ['manage'],
    problems: ['body_invalid', 'body_too_large', 'media_type_unsupported'],
  });
  const route = createRoute({
    ...common,
    method: 'put',
    summary: 'Set the schedule',
    description: 'Takes the place of the one before. A running server follows within half a minute.',
    ...guard,
    request: { body: { required: true, content: { 'application/json': { schema: newScheduleSchema } } } },
    responses: { 200: { description: 'The schedule as it is now.', content }, ...problems },
  });
  app.openapi(route, async (c) => {
    const caller = callerOf(c);
    await setSchedule({ ...deps, actor: `key ${caller.keyId} (${caller.name})` }, c.req.valid('json'));
    return c.json(await scheduleView(deps), 200);
  });
}
