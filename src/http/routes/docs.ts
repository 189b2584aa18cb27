import { createRoute, z } from '@hono/zod-openapi';
import { html } from 'hono/html';
import { Problem } from '../../problem.ts';
import type { App, RegisterRoutes } from '../app-deps.ts';
import { problemAnswers } from '../route-description.ts';
import { allowPage } from '../security-headers.ts';

/** The files of the API page: ours as text, Swagger UI's through the port. */
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  'swagger-ui.css': 'text/css; charset=utf-8',
  'start.js': 'text/javascript; charset=utf-8',
  'page.css': 'text/css; charset=utf-8',
  'icon.svg': 'image/svg+xml',
};

/** In a file of its own, so that the page needs no inline script. `validatorUrl: null` keeps it from asking outside. */
const START_SCRIPT = `window.addEventListener('load', () => {
  window.SwaggerUIBundle({
    url: '/openapi.json',
    dom_id: '#api',
    deepLinking: true,
    validatorUrl: null,
    persistAuthorization: false,
    tryItOutEnabled: true,
  });
});
`;

const PAGE_STYLE = `:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0 auto; max-width: 46rem; padding: 2rem 1rem; }
body.api { max-width: none; padding: 0; background: #fff; color-scheme: light; }
code { font: 0.95em ui-monospace, monospace; overflow-wrap: anywhere; }
code.key { display: block; padding: 0.75rem 1rem; border: 1px solid; border-radius: 0.5rem; }
`;

/** An anchor on its way up. */
const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" fill="none" stroke="#1d4ed8" stroke-width="3" stroke-linecap="round">
<circle cx="16" cy="6" r="3"/><path d="M16 9v19M10 14h12M4 19c1 6 6 9 12 9s11-3 12-9"/></svg>
`;

const INFO = {
  title: 'Aweigh',
  description:
    'Costs of several clouds, exact to the last digit, and what of them could leave. Amounts are decimal text in one currency each; ' +
    'nothing is added across currencies. Every figure has a figureId that leads to its formula, its filter and its bills.',
  license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
};

const pageRoute = createRoute({
  method: 'get',
  path: '/docs',
  tags: ['Service'],
  summary: 'This page',
  security: [],
  responses: { 200: { description: 'The API, readable.', content: { 'text/html': { schema: z.string() } } }, ...problemAnswers([]) },
});

const fileRoute = createRoute({
  method: 'get',
  path: '/docs/{file}',
  tags: ['Service'],
  summary: 'A file of this page',
  security: [],
  request: { params: z.object({ file: z.string().max(40).meta({ example: 'page.css' }) }) },
  responses: {
    200: {
      description: 'Script or style.',
      content: { 'text/css': { schema: z.string() }, 'text/javascript': { schema: z.string() }, 'image/svg+xml': { schema: z.string() } },
    },
    ...problemAnswers(['not_found']),
  },
});

const documentRoute = createRoute({
  method: 'get',
  path: '/openapi.json',
  tags: ['Service'],
  summary: 'OpenAPI 3.1',
  security: [],
  responses: {
    200: { description: 'This description.', content: { 'application/json': { schema: z.looseObject({}) } } },
    ...problemAnswers([]),
  },
});

export const registerDocs: RegisterRoutes = (app, deps) => {
  let text: string | null = null;
  // Registered by hand: the typed route would want an object, and this text is made once.
  app.openAPIRegistry.registerPath(documentRoute);
  app.get(documentRoute.path, (c) => {
    text ??= JSON.stringify(openApiDocument(app, deps.version));
    return c.body(text, 200, { 'content-type': 'application/json' });
  });
  app.openapi(pageRoute, (c) => {
    allowPage(c);
    return c.html(docsPage(), 200);
  });
  app.openapi(fileRoute, async (c) => {
    const { file } = c.req.valid('param');
    const type = MEDIA_TYPES[file];
    const body = await bodyOf(file, deps.docsFile);
    if (type === undefined || body === null) throw new Problem('not_found', { detail: `There is no file ${file} of this page.` });
    c.header('content-type', type);
    c.header('cache-control', 'private, max-age=3600');
    return c.body(body, 200);
  });
};

/** The OpenAPI document of everything registered on the app. */
const openApiDocument = (app: App, version: string): ReturnType<App['getOpenAPI31Document']> =>
  app.getOpenAPI31Document({ openapi: '3.1.0', info: { ...INFO, version }, servers: [{ url: '/' }] });

async function bodyOf(
  file: string,
  docsFile: (name: string) => Promise<Uint8Array | null>,
): Promise<string | Uint8Array<ArrayBuffer> | null> {
  if (file === 'start.js') return START_SCRIPT;
  if (file === 'page.css') return PAGE_STYLE;
  if (file === 'icon.svg') return ICON;
  if (MEDIA_TYPES[file] === undefined) return null;
  const bytes = await docsFile(file);
  return bytes === null ? null : new Uint8Array(bytes);
}

const docsPage = (): ReturnType<typeof html> =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Aweigh API</title>
        <link rel="icon" href="/docs/icon.svg" />
        <link rel="stylesheet" href="/docs/swagger-ui.css" />
        <link rel="stylesheet" href="/docs/page.css" />
        <script src="/docs/swagger-ui-bundle.js" defer></script>
        <script src="/docs/start.js" defer></script>
      </head>
      <body class="api">
        <div id="api"></div>
        <noscript
          ><p>The same description as data: <a href="/openapi.json">/openapi.json</a></p></noscript
        >
      </body>
    </html>`;
