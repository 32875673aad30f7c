import { defineConfig } from 'vitest/config';

/** Unit and property tests lie beside their source; what spans folders lies in `tests/`. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            '{shared,cloudfunctions,local,scripts}/**/*.test.ts',
            'tests/arch/**/*.test.ts',
          ],
          // The worlds of function tests are kept for the trust suites that replay them, when those ask.
          setupFiles: ['scripts/trust/scenes/setup.ts'],
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'trust',
          include: ['tests/trust/**/*.test.ts'],
          testTimeout: 900_000,
        },
      },
      {
        test: {
          name: 'sdk',
          include: ['tests/{conformance,sdk}/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // A browser on a busy machine answers when it can.
          expect: { poll: { timeout: 20_000 } },
          fileParallelism: false,
        },
      },
    ],
  },
});
