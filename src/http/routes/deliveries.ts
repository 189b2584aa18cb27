import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { FORMAT_FAMILIES } from '../../focus/format-families.ts';
import { Problem } from '../../problem.ts';
import { claimIdempotency } from '../../store/idempotency.ts';
import { isUploadType, uploadName } from '../upload-name.ts';
import type { RegisterRoutes } from '../app-deps.ts';
import type { AppDeps, AppEnv, Caller } from '../app-deps.ts';
import { callerOf } from '../authorize.ts';
import { guarded } from '../route-description.ts';
import { findRun, queuedRunJson } from '../run-json.ts';
import { runSchema, type RunJson } from '../schemas/runs.ts';
import type { ReceivedUpload, UploadPort } from '../upload-port.ts';
import { recordWrite } from '../record-write.ts';

/** Upload costs as much as thirty questions: it holds the disk and a run. */
const UPLOAD_COST = 30;

const query = z.strictObject({
  filename: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .meta({ description: 'The name to keep for the file; its path is dropped.', example: 'september.csv.gz' }),
  source: z
    .string()
    .regex(/^[\w.@ -]{1,100}$/)
    .default('files')
    .meta({ description: 'Whose bill it is: deliveries of one source replace each other.', example: 'aws-main' }),
  format: z.enum(['auto', ...FORMAT_FAMILIES]).default('auto'),
  delivery: z.enum(['replacement', 'delta', 'ledger']).default('replacement'),
});

const headers = z.object({
  'idempotency-key': z
    .string()
    .regex(/^[\w.:-]{1,100}$/)
    .optional()
    .meta({ description: 'The same key with the same file answers the same run, for 24 hours.' }),
});

type Query = z.infer<typeof query>;

const file = { schema: z.string().openapi({ type: 'string', format: 'binary' }) };

const body = {
  required: true,
  content: { 'application/octet-stream': file, 'text/csv': file, 'application/gzip': file, 'application/zstd': file },
};

const received = {
  description: 'Received; the run is queued.',
  headers: z.object({ location: z.string().meta({ description: 'Where the run is.' }) }),
  content: { 'application/json': { schema: runSchema } },
};

const REFUSALS = ['body_too_large', 'media_type_unsupported', 'file_empty', 'idempotency_conflict', 'upload_broken', 'disk_full'] as const;

/** Receives bill files; absent where the runtime has no disk. */
export const registerDeliveries: RegisterRoutes = (app, deps) => {
  const { uploads } = deps;
  if (uploads === null) return;
  const { problems, ...guard } = guarded({ deps, scopes: ['ingest'], cost: UPLOAD_COST, problems: REFUSALS });
  const route = createRoute({
    method: 'post',
    path: '/v1/deliveries',
    tags: ['Bills'],
    summary: 'Send a bill file',
    description:
      'CSV, CSV.gz, CSV.zst or Parquet as the body, streamed to disk. Answers at once with the run, which waits for its turn; ask GET /v1/runs/{id} until it is no longer queued or loading.',
    ...guard,
    request: { query, headers, body },
    responses: { 202: received, ...problems },
  });
  app.openapi(route, async (c) => {
    const options = c.req.valid('query');
    const upload = await receive(c, uploads, options);
    try {
      const key = c.req.valid('header')['idempotency-key'];
      const run = await submitOnce({ deps, uploads, upload, caller: callerOf(c), query: options, key });
      c.header('location', `/v1/runs/${run.runId}`);
      return c.json(run, 202);
    } catch (error) {
      await uploads.discard(upload);
      throw error;
    }
  });
};

async function receive(c: Context<AppEnv>, uploads: UploadPort, { filename }: Query): Promise<ReceivedUpload> {
  const type = c.req.header('content-type');
  if (!isUploadType(type))
    throw new Problem('media_type_unsupported', { detail: `A bill file is sent as application/octet-stream, not as ${type ?? ''}.` });
  const body: AsyncIterable<Uint8Array> | null = c.req.raw.body;
  if (body === null) throw new Problem('file_empty', { detail: 'The body is empty.' });
  return uploads.receive(body, uploadName(filename, type));
}

interface Submission {
  readonly deps: AppDeps;
  readonly uploads: UploadPort;
  readonly upload: ReceivedUpload;
  readonly caller: Caller;
  readonly query: Query;
  readonly key: string | undefined;
}

/** Queues the run, unless the idempotency key already has one. */
async function submitOnce({ deps, uploads, upload, caller, query, key }: Submission): Promise<RunJson> {
  const now = deps.clock();
  const fresh = `run_${deps.randomId()}`;
  const { source, format, delivery } = query;
  const claim = { key, apiKeyId: caller.keyId, bodySha256: await deps.sha256([upload.sha256, source, format, delivery].join('\n')) };
  const isPending = (id: string): boolean => uploads.pending().some((run) => run.runId === id);
  const runId = key === undefined ? fresh : await claimIdempotency({ store: deps.store, isPending }, { ...claim, key, runId: fresh, now });
  if (runId !== fresh) {
    await uploads.discard(upload);
    return findRun(deps, runId);
  }
  await recordWrite(deps, caller, {
    action: 'delivery.submit',
    subject: runId,
    detail: `${upload.fileName} ${upload.bytes} bytes, source ${source}`,
  });
  await uploads.submit(upload, { runId, source, format, deliveryStyle: delivery });
  return queuedRunJson({ runId, source, deliveryStyle: delivery, fileName: upload.fileName, submittedAt: now });
}
