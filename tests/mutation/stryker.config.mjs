// A pattern with ! is copied into the sandbox: the domain and what its tests read, and nothing else.
const copied = ['domain', 'messages', 'tests', 'tests/harness', 'tests/mutation'].flatMap((folder) => [
  `!${folder}`,
  `!${folder}/*`,
])

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  mutate: ['domain/**/*.ts', '!domain/**/*.test.ts', '!domain/**/*.fixture.ts'],
  ignorePatterns: ['*', ...copied, '!package.json', '!tsconfig.json'],
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'tests/mutation/vitest.config.ts' },
  coverageAnalysis: 'perTest',
  concurrency: 2,
  timeoutMS: 10_000,
  tempDirName: 'test-results/mutation',
  cleanTempDir: 'always',
  reporters: ['clear-text', 'json'],
  jsonReporter: { fileName: 'test-results/mutation.json' },
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  thresholds: { high: 100, low: 95, break: 95 },
}
