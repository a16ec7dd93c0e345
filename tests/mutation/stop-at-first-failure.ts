import { afterEach } from 'vitest'

const run = globalThis as { changeIsNoticed?: boolean }

// One worker runs all test files of a change: without this it would still load those that are left.
if (run.changeIsNoticed) throw new Error('an earlier test file has noticed the change')

afterEach(({ task }) => {
  run.changeIsNoticed ||= task.result?.state === 'fail'
})
