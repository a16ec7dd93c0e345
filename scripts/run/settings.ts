import { resolve } from 'node:path'
import { defaultUidBase } from '../users/process-users.ts'

export type Settings = {
  webPort: number
  channelPort: number
  postgresPort: number | undefined
  dataFolder: string
  administratorUrl: string | undefined
  demo: boolean
  logLevel: string
  appOrigins: string
  /** The first of the user ids that the processes run as where root starts them. */
  uidBase: number
  oneUidAccepted: boolean
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']

/** What `npm start` takes from its environment; throws one error that names everything wrong and what to do. */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const problems: string[] = []
  const portOf = (name: string): number | undefined => {
    const text = environment[name]
    if (!text) return undefined
    const port = Number(text)
    if (Number.isInteger(port) && port > 0 && port < 65_536) return port
    problems.push(`${name} is "${text}": give a port from 1 to 65535`)
    return undefined
  }
  const webPort = portOf('WEB_PORT') ?? 3000
  const channelPort = portOf('CHANNEL_PORT') ?? 4000
  if (webPort === channelPort) problems.push(`WEB_PORT and CHANNEL_PORT are both ${webPort}: give two ports`)
  const logLevel = environment.LOG_LEVEL || 'info'
  if (!logLevels.includes(logLevel)) problems.push(`LOG_LEVEL is "${logLevel}": give one of ${logLevels.join(', ')}`)
  const administratorUrl = environment.DATABASE_URL || undefined
  if (administratorUrl && !/^postgres(ql)?:\/\//.test(administratorUrl)) {
    problems.push(
      'DATABASE_URL is no postgresql:// address: give one of a role that may create roles and databases, or unset it',
    )
  }
  const postgresPort = portOf('PG_PORT')
  const demo = administratorUrl === undefined || environment.RAMZBAN_DEMO === '1'
  // A real bank's customers must never be written to in the name of the demo's.
  for (const name of demo ? [] : ['INSTITUTION_NAME', 'SUPPORT_PHONE']) {
    if (!environment[name]) problems.push(`${name} is not set: outside the demo, SMS name the bank and its telephone`)
  }
  const uidBase = Number(environment.RAMZBAN_UID_BASE || defaultUidBase)
  if (!isUidBase(uidBase)) {
    problems.push(
      `RAMZBAN_UID_BASE is "${environment.RAMZBAN_UID_BASE}": give the first of four user ids that are nobody’s, from 1000 to 61180 or from 65536 on`,
    )
  }
  const oneUid = environment.RAMZBAN_ONE_UID || undefined
  if (oneUid !== undefined && oneUid !== 'accepted') {
    problems.push(`RAMZBAN_ONE_UID is "${oneUid}": say accepted, or unset it`)
  }
  if (problems.length > 0) throw new Error(`The environment is not usable:\n- ${problems.join('\n- ')}`)
  return {
    webPort,
    channelPort,
    postgresPort,
    dataFolder: resolve(environment.DATA_DIR || '.data'),
    administratorUrl,
    demo,
    logLevel,
    appOrigins: environment.APP_ORIGINS || `http://127.0.0.1:${webPort},http://localhost:${webPort}`,
    uidBase,
    oneUidAccepted: oneUid === 'accepted',
  }
}

/** Four in a row, none of which is a system's own, systemd's to give away or the overflow user. */
function isUidBase(base: number): boolean {
  return Number.isInteger(base) && base >= 1_000 && (base + 3 < 61_184 || base > 65_535) && base + 3 < 2 ** 31
}
