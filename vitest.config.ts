import { defineConfig } from 'vitest/config';

/** `npm test` runs both: the suites on Node, and those that run under workerd as well (no network, no account). */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'node',
          include: ['test/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      './vitest.runtimes.config.ts',
    ],
  },
});
