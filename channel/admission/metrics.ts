import { Counter, Gauge, Histogram, type Registry } from 'prom-client'
import { type Admission, type LaneName, verdicts } from '#channel/admission/admission.ts'

const waitBuckets = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25]

/** Who was let in, who was not and why, how long it took, and how full it is. */
export function watchAdmission(admission: Admission, registry: Registry): void {
  const registers = [registry]
  const verdictsTotal = new Counter({
    name: 'ramzban_channel_admission_total',
    help: 'Calls admitted, refused because their line was full, or refused because they waited too long',
    labelNames: ['lane', 'verdict'] as const,
    registers,
  })
  const waits = new Histogram({
    name: 'ramzban_channel_admission_wait_seconds',
    help: 'How long those waited who were admitted',
    labelNames: ['lane'] as const,
    buckets: waitBuckets,
    registers,
  })
  const counters = byLane((lane) => verdicts.map((verdict) => verdictsTotal.labels({ lane, verdict })))
  const histograms = byLane((lane) => waits.labels({ lane }))
  admission.onVerdict = ({ lane, verdict, waitedMs }) => {
    counters[lane][verdicts.indexOf(verdict)]?.inc()
    if (verdict === 'admitted') histograms[lane].observe(waitedMs / 1000)
  }
  const calls = new Gauge({
    name: 'ramzban_channel_admission_calls',
    help: 'Calls under way, and calls that wait to be admitted',
    labelNames: ['lane', 'state'] as const,
    registers,
    collect() {
      for (const { lane, waiting, underWay } of admission.describe().lanes) {
        calls.set({ lane, state: 'waiting' }, waiting)
        calls.set({ lane, state: 'under_way' }, underWay)
      }
    },
  })
  new Gauge({
    name: 'ramzban_channel_concurrency_limit',
    help: 'How many calls of machines may be under way at once, as last measured',
    registers,
    collect() {
      this.set(admission.describe().limit)
    },
  })
}

function byLane<T>(make: (lane: LaneName) => T): Record<LaneName, T> {
  return { machines: make('machines'), app: make('app'), staff: make('staff') }
}
