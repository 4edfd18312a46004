/// <reference types="vitest/config" />
import { getViteConfig } from 'astro/config'

export default getViteConfig({
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          testTimeout: 60_000,
          include: ['{src,scrapers}/**/*.test.ts', 'tests/*.test.ts', 'tests/!(browser)/**/*.test.ts'],
        },
      },
      {
        extends: true,
        // Long ones: `npm run test:faults`.
        test: { name: 'faults', include: ['tests/faults/*.nightly.ts'] },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          globalSetup: 'tests/browser/setup.ts',
          testTimeout: 30_000,
        },
      },
    ],
  },
})
