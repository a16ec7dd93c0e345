import { defineConfig } from 'vitest/config'

const folders = '{domain,server,channel,worker,components,messages,prisma,tests,scripts,app}'
const withDatabase = `${folders}/**/*.server.test.{ts,tsx}`
// What keeps nothing of its own between calls, or only by the pool it was given: its tests share a process, which need
// not start and load everything again for each file.
const shared = '{domain,server,channel,components,messages}/**/*.test.{ts,tsx}'

// What is judged by the time it takes has the machine to itself.
const timed = 'tests/chaos/overload.test.ts'

export default defineConfig({
  test: {
    maxWorkers: 2,
    pool: 'forks',
    projects: [
      {
        test: {
          name: 'unit',
          include: [`${folders}/**/*.test.{ts,tsx}`],
          exclude: [withDatabase, shared, timed, '**/node_modules/**'],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'shared',
          include: [shared],
          exclude: [withDatabase, '**/node_modules/**'],
          isolate: false,
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'timed',
          include: [timed],
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'server',
          include: [withDatabase],
          globalSetup: './tests/harness/start-test-database.ts',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
