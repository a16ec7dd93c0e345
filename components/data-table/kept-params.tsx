type KeptParamsProps = { params: Readonly<Record<string, string>>; without: readonly string[] }

/** What a form of an address carries along unseen. */
export function KeptParams({ params, without }: KeptParamsProps) {
  return Object.entries(params)
    .filter(([name]) => !without.includes(name))
    .map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)
}
