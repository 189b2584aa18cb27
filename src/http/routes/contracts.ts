import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { vendorId } from '../../catalog/vendor-names.ts';
import { addContract, changeContract, contractWithId, type AgreementDeps } from '../../jobs/contracts.ts';
import { contracts } from '../../store/contracts.ts';
import type { App, AppDeps, AppEnv, RegisterRoutes } from '../app-deps.ts';
import { callerOf } from '../authorize.ts';
import { pageOf, pageQuery } from '../list-page.ts';
import { guarded } from '../route-description.ts';
import { contractChangeSchema, contractSchema, newContractSchema } from '../schemas/contracts.ts';

/** Agreements: what no export holds. */
export const registerContracts: RegisterRoutes = (app, deps) => {
  registerListing(app, deps);
  registerAdding(app, deps);
  registerShowing(app, deps);
  registerChanging(app, deps);
};

const common = { tags: ['Contracts'] };
const BODY_PROBLEMS = ['body_invalid', 'body_too_large', 'media_type_unsupported', 'contract_exists'] as const;
const params = z.object({ id: z.string().max(100) });
const oneContract = { 'application/json': { schema: contractSchema } };

/** What jobs on agreements need, in the name of the caller. */
export function agreementDeps(deps: AppDeps, c: Context<AppEnv>): AgreementDeps {
  const caller = callerOf(c);
  return { store: deps.store, clock: deps.clock, randomId: deps.randomId, actor: `key ${caller.keyId} (${caller.name})` };
}

function registerListing(app: App, deps: AppDeps): void {
  const { problems, ...guard } = guarded({ deps, scopes: ['manage'], problems: ['query_invalid'] });
  const route = createRoute({
    ...common,
    method: 'get',
    path: '/v1/contracts',
    summary: 'Contracts with vendors, in the order they were entered',
    ...guard,
    request: { query: z.strictObject({ ...pageQuery, vendor: z.string().max(100).optional().meta({ example: 'AWS' }) }) },
    responses: { 200: { description: 'Contracts.', content: { 'application/json': { schema: pageOf(contractSchema) } } }, ...problems },
  });
  app.openapi(route, async (c) => {
    const { vendor, ...page } = c.req.valid('query');
    return c.json(await contracts(deps.store.db, { ...page, vendorId: vendor === undefined ? undefined : vendorId(vendor) }), 200);
  });
}

function registerAdding(app: App, deps: AppDeps): void {
  const { problems, ...guard } = guarded({ deps, scopes: ['manage'], problems: BODY_PROBLEMS });
  const route = createRoute({
    ...common,
    method: 'post',
    path: '/v1/contracts',
    summary: 'Enter a contract',
    description: 'What is not known is left out; it is answered as null, never as zero. A vendor has one contract of a name.',
    ...guard,
    request: { body: { required: true, content: { 'application/json': { schema: newContractSchema } } } },
    responses: { 201: { description: 'The contract.', content: oneContract }, ...problems },
  });
  app.openapi(route, async (c) => c.json(await addContract(agreementDeps(deps, c), c.req.valid('json'), { replace: false }), 201));
}

function registerShowing(app: App, deps: AppDeps): void {
  const { problems, ...guard } = guarded({ deps, scopes: ['manage'], problems: ['contract_not_found'] });
  const route = createRoute({
    ...common,
    method: 'get',
    path: '/v1/contracts/{id}',
    summary: 'One contract',
    ...guard,
    request: { params },
    responses: { 200: { description: 'The contract.', content: oneContract }, ...problems },
  });
  app.openapi(route, async (c) => c.json(await contractWithId(deps.store, c.req.valid('param').id), 200));
}

function registerChanging(app: App, deps: AppDeps): void {
  const { problems, ...guard } = guarded({ deps, scopes: ['manage'], problems: ['contract_not_found', ...BODY_PROBLEMS] });
  const route = createRoute({
    ...common,
    method: 'patch',
    path: '/v1/contracts/{id}',
    summary: 'Change fields of a contract',
    description: 'Fields and clauses that are not named stay as they are; null makes one unknown.',
    ...guard,
    request: { params, body: { required: true, content: { 'application/json': { schema: contractChangeSchema } } } },
    responses: { 200: { description: 'The contract as it is now.', content: oneContract }, ...problems },
  });
  app.openapi(route, async (c) => {
    return c.json(await changeContract(agreementDeps(deps, c), c.req.valid('param').id, c.req.valid('json')), 200);
  });
}
