import { expect, test } from 'vitest'
import { readChannelEnvironment, readWorkerEnvironment } from '#server/environment.ts'

const common = { DATABASE_URL: 'postgresql://x', INSTITUTION_NAME: 'x', SUPPORT_PHONE: '021' }
const channelOf = (more: Record<string, string>) =>
  readChannelEnvironment({ ...common, CHANNEL_KEYS_FILE: 'x', ...more })
const workerOf = (more: Record<string, string>) => readWorkerEnvironment({ ...common, WORKER_KEYS_FILE: 'x', ...more })

test.each([channelOf, workerOf])(
  'half a second raises the alarm and five seconds refuse, unless set otherwise',
  (read) => {
    expect(read({})).toMatchObject({ CLOCK_SKEW_ALARM_MS: 500, CLOCK_SKEW_REFUSE_MS: 5_000 })
    const set = read({ CLOCK_SKEW_ALARM_MS: '100', CLOCK_SKEW_REFUSE_MS: '2000' })
    expect(set).toMatchObject({ CLOCK_SKEW_ALARM_MS: 100, CLOCK_SKEW_REFUSE_MS: 2_000 })
  },
)

const wrong: Record<string, string>[] = [
  { CLOCK_SKEW_ALARM_MS: '1001' },
  { CLOCK_SKEW_ALARM_MS: '0' },
  { CLOCK_SKEW_REFUSE_MS: '999' },
  { CLOCK_SKEW_REFUSE_MS: '10001' },
  { CLOCK_SKEW_REFUSE_MS: 'never' },
]
test.each(wrong)(
  '%j stops the start by name: nothing is refused before it was alarmed, and nothing is borne for long',
  (variables) => {
    for (const read of [channelOf, workerOf]) expect(() => read(variables)).toThrow(Object.keys(variables)[0])
  },
)
