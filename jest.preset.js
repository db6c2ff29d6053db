/** One way to run server-side TypeScript in tests: in Node itself, sources instead of built files. */
export default {
  testEnvironment: 'node',
  runtime: '<rootDir>/tools/testing/bare/runtime.mjs',
  // Decorators are read whichever file of a spec comes first.
  setupFiles: ['reflect-metadata'],
  moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json', 'node'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  transform: {},
};
