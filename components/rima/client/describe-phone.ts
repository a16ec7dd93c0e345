const systems: [RegExp, string][] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'Mac'],
  [/Linux/, 'Linux'],
]
const browsers: [RegExp, string][] = [
  [/SamsungBrowser/, 'Samsung Internet'],
  [/Edg\//, 'Edge'],
  [/Firefox|FxiOS/, 'Firefox'],
  [/Chrome|CriOS/, 'Chrome'],
  [/Safari/, 'Safari'],
]

/** A name by which the customer knows this installation again among others, at most 80 characters. */
export function describePhone(userAgent: string, model: string | undefined): string {
  const first = (names: [RegExp, string][]) => names.find(([pattern]) => pattern.test(userAgent))?.[1]
  const parts = [model?.replace(/[^\x20-\x7e]/g, '').trim() || first(systems), first(browsers)]
  return parts.filter(Boolean).join(' · ').slice(0, 80) || 'Web'
}

/** Chrome on Android names the model only when asked; other browsers not at all. */
export async function readPhoneName(): Promise<string> {
  const data = (navigator as Navigator & { userAgentData?: UserAgentData }).userAgentData
  const hints = await data?.getHighEntropyValues(['model']).catch(() => undefined)
  return describePhone(navigator.userAgent, hints?.model)
}

interface UserAgentData {
  getHighEntropyValues(hints: string[]): Promise<{ model?: string }>
}
