import { createRoute, z } from '@hono/zod-openapi';
import type { ReportFormat, ReportOrder } from '../../jobs/report.ts';
import { Problem } from '../../problem.ts';
import { reportById, reportFile, reports, saveReport, type Edition, type StoredReport } from '../../store/reports.ts';
import type { App, AppDeps, Caller, RegisterRoutes } from '../app-deps.ts';
import { callerOf } from '../authorize.ts';
import { pageOf, pageQuery } from '../list-page.ts';
import { recordWrite } from '../record-write.ts';
import { REPORT_FORMATS, type ReportPort } from '../report-port.ts';
import { guarded } from '../route-description.ts';
import { reportOrderSchema, reportSchema } from '../schemas/reports.ts';
import { editionsOf } from '../scopes.ts';
import { allowDocument } from '../security-headers.ts';

/** Rendering takes a thread for up to a second. */
const REPORT_COST = 20;

const SCOPES = ['report:internal', 'report:vendor'] as const;

const params = z.object({ id: z.string().max(100).meta({ example: '0b6c7c2e-6f0e-4a35-9a0e-6a2b8f0f3f10' }) });

const MEDIA_TYPES: Readonly<Record<ReportFormat, string>> = {
  pdf: 'application/pdf',
  html: 'text/html; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
  json: 'application/json',
};

/** Reports: made, listed and fetched. What a key may see is decided by its edition, here and nowhere else. */
export const registerReports: RegisterRoutes = (app, deps) => {
  registerListing(app, deps);
  if (deps.reports !== null) registerMaking(app, deps, deps.reports);
  registerOne(app, deps);
  registerFile(app, deps);
};

/** Throws Problem forbidden when the caller may not see the edition. */
function requireEdition(caller: Caller, edition: Edition): void {
  if (editionsOf(caller.scopes).includes(edition)) return;
  throw new Problem('forbidden', { detail: `The ${edition} edition needs the scope report:${edition}.` });
}

async function visibleReport(deps: AppDeps, caller: Caller, id: string): Promise<StoredReport> {
  const found = await reportById(deps.store.db, id);
  requireEdition(caller, found.edition);
  return found;
}

function registerListing(app: App, deps: AppDeps): void {
  const { problems, ...guard } = guarded({ deps, scopes: SCOPES, problems: ['query_invalid'] });
  const route = createRoute({
    method: 'get',
    path: '/v1/reports',
    tags: ['Reports'],
    summary: 'Reports, newest first',
    description: 'Of the editions that the key may see.',
    ...guard,
    request: { query: z.strictObject(pageQuery) },
    responses: { 200: { description: 'Reports.', content: { 'application/json': { schema: pageOf(reportSchema) } } }, ...problems },
  });
  app.openapi(route, async (c) => c.json(await reports(deps.store.db, editionsOf(callerOf(c).scopes), c.req.valid('query')), 200));
}

function registerMaking(app: App, deps: AppDeps, port: ReportPort): void {
  const codes = [
    'body_invalid',
    'body_too_large',
    'media_type_unsupported',
    'no_data',
    'report_edition_unavailable',
    'report_language_unavailable',
    'report_vendor_missing',
    'report_failed',
  ] as const;
  const { problems, ...guard } = guarded({ deps, scopes: SCOPES, cost: REPORT_COST, problems: codes });
  const route = createRoute({
    method: 'post',
    path: '/v1/reports',
    tags: ['Reports'],
    summary: 'Make a report',
    description: 'From the published bills. The same bills, catalogue and model give the same bytes.',
    ...guard,
    request: { body: { required: true, content: { 'application/json': { schema: reportOrderSchema } } } },
    responses: { 201: { description: 'Made.', content: { 'application/json': { schema: reportSchema } } }, ...problems },
  });
  app.openapi(route, async (c) => {
    const order = c.req.valid('json');
    const caller = callerOf(c);
    requireEdition(caller, order.edition);
    const made = await makeReport(deps, port, order);
    await recordWrite(deps, caller, { action: 'report.create', subject: made.id, detail: `${made.kind} ${made.edition} ${made.format}` });
    c.header('location', `/v1/reports/${made.id}`);
    return c.json(made, 201);
  });
}

async function makeReport(deps: AppDeps, port: ReportPort, order: ReportOrder): Promise<StoredReport> {
  const { fileName, snapshotHash, body } = await port.make(order);
  const { kind, edition, format } = order;
  const row = {
    id: deps.randomId(),
    kind,
    edition,
    format,
    createdAt: deps.clock(),
    snapshotHash,
    sha256: await deps.sha256(body),
    fileName,
  };
  await saveReport(deps.store, row, body);
  return { ...row, bytes: body.byteLength };
}

function registerOne(app: App, deps: AppDeps): void {
  const { problems, ...guard } = guarded({ deps, scopes: SCOPES, problems: ['report_not_found'] });
  const route = createRoute({
    method: 'get',
    path: '/v1/reports/{id}',
    tags: ['Reports'],
    summary: 'One report, without its file',
    ...guard,
    request: { params },
    responses: { 200: { description: 'The report.', content: { 'application/json': { schema: reportSchema } } }, ...problems },
  });
  app.openapi(route, async (c) => c.json(await visibleReport(deps, callerOf(c), c.req.valid('param').id), 200));
}

function registerFile(app: App, deps: AppDeps): void {
  const { problems, ...guard } = guarded({ deps, scopes: SCOPES, problems: ['report_not_found'] });
  const binary = { schema: z.string().openapi({ type: 'string', format: 'binary' }) };
  const route = createRoute({
    method: 'get',
    path: '/v1/reports/{id}/file',
    tags: ['Reports'],
    summary: 'The file of a report',
    ...guard,
    request: { params },
    responses: {
      200: {
        description: 'PDF, HTML, Markdown or JSON.',
        content: { 'application/pdf': binary, 'text/html': binary, 'text/markdown': binary },
      },
      ...problems,
    },
  });
  app.openapi(route, async (c) => {
    const found = await visibleReport(deps, callerOf(c), c.req.valid('param').id);
    const body = await reportFile(deps.store.db, found.id);
    const format = REPORT_FORMATS.find((name) => name === found.format) ?? 'json';
    c.header('content-type', MEDIA_TYPES[format]);
    c.header(
      'content-disposition',
      `${format === 'pdf' || format === 'html' ? 'inline' : 'attachment'}; filename="${found.fileName.replace(/[^\w.-]/g, '_')}"`,
    );
    allowDocument(c);
    return c.body(new Uint8Array(body), 200);
  });
}
