import angular from 'jest-preset-angular/presets/index.js';
import server from './jest.preset.js';

const client = angular.createEsmPreset({ tsconfig: '<rootDir>/apps/web/tsconfig.spec.json' });

/** Three kinds of tests: pure rules, the API over HTTP on a real PostgreSQL, and the client in jsdom. */
export default {
  // One patience for all, generous: a slow machine is no defect. What must be fast is measured in benchmarks, as a ratio.
  testTimeout: 1_200_000,
  // A promise that fails when no one waits fails its spec, were it in the last line of the last test.
  waitForUnhandledRejections: true,
  testSequencer: '<rootDir>/tools/testing/sequencer.mjs',
  projects: [
    { ...server, displayName: 'domain', testMatch: ['<rootDir>/libs/*/domain/**/*.spec.ts'] },
    {
      ...server,
      displayName: 'api',
      testMatch: [
        '<rootDir>/libs/*/api/**/*.spec.ts',
        '<rootDir>/apps/{api,demonstration,identity}/**/*.spec.ts',
        '<rootDir>/tools/**/*.spec.ts',
      ],
      globalSetup: '<rootDir>/tools/testing/global-setup.mjs',
      globalTeardown: '<rootDir>/tools/testing/global-teardown.mjs',
    },
    {
      ...client,
      displayName: 'web',
      testEnvironment: '<rootDir>/tools/testing/jsdom.mjs',
      testMatch: ['<rootDir>/libs/*/web/**/*.spec.ts', '<rootDir>/apps/web/**/*.spec.ts'],
      setupFilesAfterEnv: ['<rootDir>/apps/web/test-setup.ts'],
      modulePathIgnorePatterns: ['<rootDir>/dist/'],
      moduleNameMapper: { ...client.moduleNameMapper, '^(\\.{1,2}/.*)\\.js$': '$1' },
      testEnvironmentOptions: { customExportConditions: ['source', 'browser'] },
    },
  ],
};
