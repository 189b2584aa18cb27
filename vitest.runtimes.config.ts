import { defineConfig } from 'vitest/config';

/** The suites that run under workerd as well: wrangler starts it from node_modules, without an account and without network. */
export default defineConfig({
  test: {
    name: 'workerd',
    include: ['test/runtimes/**/*.runtimes.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    env: { WRANGLER_SEND_METRICS: 'false', CLOUDFLARE_CF_FETCH_ENABLED: 'false' },
  },
});
