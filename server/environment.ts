import { z } from 'zod'
import { readClientSources, type SourceFault, thisMachine } from '#domain/channel-client/client-sources.ts'
import { type Network, parseNetwork } from '#domain/network/network.ts'
import { CLOCK_SKEW_REFUSE_MAX_MS } from '#domain/otp/clock-skew.ts'
import { smsProviderNames } from '#server/sms/providers.ts'

const port = z.coerce.number().int().min(0).max(65_535)
const flag = z
  .enum(['0', '1'])
  .default('0')
  .transform((value) => value === '1')
// In a Persian sentence a hyphen turns its parts round, «۲۷۳۱۰-۰۲۱», on the receipt and in every SMS.
const phone = z
  .string()
  .min(3)
  .max(20)
  .transform((typed) => typed.replace(/[\s\-–()]/g, ''))
const httpUrl = z.url({ protocol: /^https?$/ })
/** Comma-separated networks or addresses. */
const networks = z
  .string()
  .default('')
  .transform((list, check): Network[] =>
    listOf(list).flatMap((text) => {
      const network = parseNetwork(text)
      if (network) return network
      check.addIssue({
        code: 'custom',
        message: `${text} is no network: write 10.0.0.0/8, 2001:db8::/32 or an address`,
      })
      return []
    }),
  )
/** As a client's addresses are asked for: narrow blocks, in one spelling. */
const clientSources = z
  .string()
  .optional()
  .transform((list, check): string[] => {
    // This machine's own 127.0.0.0/8 is wider than what may be asked for.
    if (list === undefined || list.trim() === '') return [...thisMachine]
    const { sources, fault } = readClientSources(list)
    if (sources) return sources
    check.addIssue({ code: 'custom', message: `${sayFault(fault)}: write 10.0.0.8, 10.0.0.0/24 or 2001:db8::/64` })
    return z.NEVER
  })

function sayFault(fault: SourceFault): string {
  if (fault.fault === 'host_bits') return `${fault.block} has bits beyond its prefix; ${fault.meant} would be the block`
  if ('block' in fault) return `${fault.block} is no block of its own, or wider than /16 (IPv6: /48)`
  return 'one to 32 blocks are named'
}

const common = {
  DATABASE_URL: z.string().startsWith('postgres', 'must be a postgresql:// address'),
  DATA_DIR: z.string().min(1).default('.data'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  INSTITUTION_NAME: z.string().min(1).max(40),
  SUPPORT_PHONE: phone,
  RAMZBAN_DEMO: flag,
}

const clock = {
  CLOCK_SKEW_ALARM_MS: z.coerce.number().int().min(50).max(1_000).default(500),
  CLOCK_SKEW_REFUSE_MS: z.coerce.number().int().min(1_000).max(CLOCK_SKEW_REFUSE_MAX_MS).default(5_000),
}

const admission = {
  CHANNEL_REQUESTS_PER_SECOND_MAX: z.coerce.number().int().min(1).max(1_000_000).optional(),
  CHANNEL_CONCURRENT_MAX: z.coerce.number().int().min(4).max(10_000).default(256),
  CHANNEL_LATENCY_TARGET_MS: z.coerce.number().int().min(10).max(10_000).default(100),
  CHANNEL_CONNECTIONS_MAX: z.coerce.number().int().min(16).max(100_000).default(4_000),
}

const channelEnvironment = z.object({
  ...common,
  ...admission,
  ...clock,
  CHANNEL_KEYS_FILE: z.string().min(1),
  CHANNEL_HOST: z.string().default('127.0.0.1'),
  CHANNEL_PORT: port.default(4000),
  APP_ORIGINS: z.string().default('').transform(listOf),
  TRUSTED_PROXIES: networks,
  BACKOFFICE_SOURCES: clientSources,
  METRICS_TOKEN: z.string().min(16).optional(),
  DATABASE_POOL_MAX: z.coerce.number().int().min(2).max(90).default(16),
  CHANNEL_BATCH_MAX: z.coerce.number().int().min(1).max(1000).default(64),
})
const workerEnvironment = z.object({
  ...common,
  ...clock,
  WORKER_KEYS_FILE: z.string().min(1),
  WORKER_HEALTH_PORT: port.optional(),
  OUTBOX_FILE: z.string().min(1).optional(),
  SMS_PROVIDER: z.enum(smsProviderNames).default('http'),
  SMS_PROVIDER_URL: httpUrl.optional(),
  SMS_PROVIDER_TOKEN: z.string().min(16).optional(),
  SMS_PROVIDER_CLIENT: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,64}$/)
    .optional(),
})
/** An origin alone, as browsers write it: it is compared with `Origin` and `Host`, and decides whether cookies are `Secure`. */
const originUrl = z
  .string()
  .refine(isOrigin, 'must be http://host or https://host, with a port where it needs one, and nothing after it')
const webEnvironment = z
  .object({
    ...common,
    TRUSTED_PROXIES: networks,
    WEB_KEYS_FILE: z.string().min(1),
    CHANNEL_URL: httpUrl.default('http://127.0.0.1:4000'),
    CHANNEL_PUBLIC_URL: httpUrl.optional(),
    NEXTAUTH_URL: originUrl,
    NEXTAUTH_URL_INTERNAL: originUrl.optional(),
    CUSTOMER_APP_URL: originUrl.optional(),
    NEXTAUTH_SECRET: z.string().min(32),
  })
  .refine(
    ({ NEXTAUTH_URL: staff, CUSTOMER_APP_URL: customer }) =>
      hostOf(customer) === null || hostOf(customer) !== hostOf(staff),
    {
      path: ['CUSTOMER_APP_URL'],
      message: 'must be another host than the staff’s, NEXTAUTH_URL',
    },
  )

/** The variables that each process reads. */
export const environmentNames = {
  channel: Object.keys(channelEnvironment.shape),
  worker: Object.keys(workerEnvironment.shape),
  web: Object.keys(webEnvironment.shape),
}

export type ChannelEnvironment = z.infer<typeof channelEnvironment>
export type WorkerEnvironment = z.infer<typeof workerEnvironment>
export type WebEnvironment = z.infer<typeof webEnvironment>

type Variables = Record<string, string | undefined>
export const readChannelEnvironment = (env: Variables): ChannelEnvironment =>
  read('channel server', channelEnvironment, env)
export const readWorkerEnvironment = (env: Variables): WorkerEnvironment => read('worker', workerEnvironment, env)
export const readWebEnvironment = (env: Variables): WebEnvironment => read('web server', webEnvironment, env)

/** @throws Error that names each variable that is missing or wrong, and what it must be. */
function read<T extends z.ZodType>(process: string, schema: T, env: Variables): z.infer<T> {
  const result = schema.safeParse(env)
  if (result.success) return result.data
  const lines = result.error.issues.map(({ path, message }) => {
    const name = path.join('.')
    return env[name] === undefined ? `  ${name} is not set: set it (${message})` : `  ${name} is wrong: ${message}`
  })
  throw new Error(`The ${process} cannot start with this environment:\n${lines.join('\n')}\nSee docs/operations.`)
}

function listOf(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
}

function hostOf(url: string | undefined): string | null {
  return url !== undefined && URL.canParse(url) ? new URL(url).host : null
}

function isOrigin(text: string): boolean {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return false
  const { username, password, pathname, search, hash } = new URL(text)
  return [username, password, search, hash].every((part) => part === '') && pathname === '/' && !/[\s?#@\\]/.test(text)
}
