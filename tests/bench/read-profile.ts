/** What `node --cpu-prof` writes: times in microseconds of the monotonic clock. */
export type CpuProfile = {
  startTime: number
  nodes: { id: number; callFrame: { functionName: string; url: string; lineNumber: number }; children?: number[] }[]
  samples: number[]
  timeDeltas: number[]
}
export type ProfileLine = { module: string; where: string; percent: number }
/** Shares of the time that the process was at work, by group and by function, the largest first. */
export type ProfileSummary = { busyPercent: number; groups: [string, number][]; lines: ProfileLine[] }

/** Of the samples between two instants only: a start and an end are no steady load. */
export function readProfile(profile: CpuProfile, { fromUs, toUs }: { fromUs: number; toUs: number }): ProfileSummary {
  const selfUs = new Map<number, number>()
  let atUs = profile.startTime
  profile.samples.forEach((node, place) => {
    const delta = profile.timeDeltas[place] ?? 0
    atUs += delta
    if (atUs >= fromUs && atUs <= toUs) selfUs.set(node, (selfUs.get(node) ?? 0) + delta)
  })
  const [groups, functions] = [new Map<string, number>(), new Map<string, ProfileLine>()]
  let [busyUs, idleUs] = [0, 0]
  for (const { id, callFrame } of profile.nodes) {
    const us = selfUs.get(id) ?? 0
    if (callFrame.functionName === '(idle)') idleUs += us
    if (us === 0 || callFrame.functionName === '(idle)') continue
    busyUs += us
    const module = moduleOf(callFrame)
    const group = groupOf(module)
    groups.set(group, (groups.get(group) ?? 0) + us)
    const where = `${callFrame.functionName || '(anonymous)'} ${module}:${callFrame.lineNumber + 1}`
    const line = functions.get(where) ?? { module, where, percent: 0 }
    functions.set(where, { ...line, percent: line.percent + us })
  }
  const percentOf = (us: number): number => (us * 100) / busyUs
  return {
    busyPercent: (busyUs * 100) / (busyUs + idleUs),
    groups: [...groups].map(([group, us]): [string, number] => [group, percentOf(us)]).sort((a, b) => b[1] - a[1]),
    lines: [...functions.values()]
      .map((line) => ({ ...line, percent: percentOf(line.percent) }))
      .sort((a, b) => b.percent - a.percent),
  }
}

function moduleOf({ url, functionName }: { url: string; functionName: string }): string {
  if (url === '') return functionName.startsWith('(') ? functionName : 'native'
  const file = url.replace(/^file:\/\//, '')
  const packaged = file.lastIndexOf('/node_modules/')
  if (packaged >= 0) return file.slice(packaged + '/node_modules/'.length)
  return /\/((?:channel|server|domain)\/.*)$/.exec(file)?.[1] ?? file
}

/** A folder of ours to its second level, a package by name, what is Node's own by name. */
function groupOf(module: string): string {
  if (module.startsWith('(') || module === 'native') return module
  if (/^(channel|server|domain)\//.test(module)) {
    const parts = module.split('/')
    return parts.length > 2 ? `${parts[0]}/${parts[1]}` : module
  }
  if (module.startsWith('node:')) return module.split('/').slice(0, 2).join('/')
  return `node_modules/${module.split('/')[0]}`
}
