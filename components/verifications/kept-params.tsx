import type { LogParams } from '#components/verifications/log-href.ts'

/** What a form of the log's address carries along unseen. */
export function KeptParams({ params, without }: { params: LogParams; without: readonly string[] }) {
  return Object.entries(params)
    .filter(([name]) => !without.includes(name))
    .map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)
}
