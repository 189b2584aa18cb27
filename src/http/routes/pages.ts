import { createRoute, z } from '@hono/zod-openapi';
import { html, raw } from 'hono/html';
import { Problem } from '../../problem.ts';
import { createKey } from '../create-key.ts';
import type { RegisterRoutes } from '../app-deps.ts';
import { problemAnswers } from '../route-description.ts';
import { allowPage } from '../security-headers.ts';
import { requireTokens } from '../rate-limit.ts';

type Html = ReturnType<typeof html>;

const htmlAnswer = { description: 'A page.', content: { 'text/html': { schema: z.string() } } };

const homeRoute = createRoute({
  method: 'get',
  path: '/',
  tags: ['Service'],
  summary: 'What this server is',
  security: [],
  responses: { 200: htmlAnswer, ...problemAnswers([]) },
});

const welcomeRoute = createRoute({
  method: 'get',
  path: '/welcome',
  tags: ['Service'],
  summary: 'First key, by the one-time link',
  description:
    'The first start prints this link. Opened once, it makes an admin key and shows it; after that, and after 15 minutes, it answers 401.',
  security: [],
  request: { query: z.strictObject({ token: z.string().min(1).max(200) }) },
  responses: { 200: htmlAnswer, ...problemAnswers(['unauthorized', 'input_invalid', 'rate_limited']) },
});

export const registerPages: RegisterRoutes = (app, deps) => {
  app.openapi(homeRoute, (c) => {
    allowPage(c);
    return c.html(page('Aweigh', homeText(deps.version)), 200);
  });
  const { welcome } = deps;
  if (welcome === null) return;
  app.openapi(welcomeRoute, async (c) => {
    const now = deps.clock();
    requireTokens(deps, c, { caller: `address ${deps.clientAddress(c)}`, cost: 10, now });
    if (!(await welcome.redeem(c.req.valid('query').token))) {
      throw new Problem('unauthorized', { detail: 'This link was used, has expired, or never was; make a key with aweigh keys create.' });
    }
    const made = await createKey(deps, { name: 'first key', scopes: ['admin'], expiresAt: null, actor: 'welcome link', now });
    allowPage(c);
    return c.html(page('Your key', welcomeText(made.key, new URL(c.req.url).origin)), 200);
  });
};

const page = (title: string, body: Html): Html =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <link rel="icon" href="/docs/icon.svg" />
        <link rel="stylesheet" href="/docs/page.css" />
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          ${body}
        </main>
      </body>
    </html>`;

const homeText = (version: string): Html =>
  html`<p>Multi-cloud cost and lock-in analyzer, version ${version}. This server answers a REST API.</p>
    <ul>
      <li><a href="/docs">The API, readable</a>, and <a href="/openapi.json">as OpenAPI 3.1</a></li>
      <li>Costs: <code>GET /v1/costs</code>, lock-in: <code>GET /v1/lock-in</code></li>
      <li>Reports: <code>POST /v1/reports</code>, then <code>GET /v1/reports/{id}/file</code></li>
    </ul>
    <p>
      Everything under <code>/v1</code> needs a key: <code>Authorization: Bearer &lt;key&gt;</code>. <code>aweigh keys create</code> makes
      one. There is no dashboard yet.
    </p>`;

const welcomeText = (key: string, origin: string): Html =>
  html`<p>This is an admin key. It is shown once; only its SHA-256 is stored.</p>
    <code class="key" id="key">${key}</code>
    <p>Try it:</p>
    <code class="key">curl -H ${raw("'Authorization: Bearer ")}${key}${raw("'")} ${origin}/v1/costs</code>
    <p>
      Make keys with fewer scopes for programs: <code>POST /v1/keys</code> or <code>aweigh keys create</code>. <a href="/docs">The API</a>
    </p>`;
