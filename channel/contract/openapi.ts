import { z } from 'zod'
import type { Page } from '#channel/contract/page.ts'
import { commonRefusals, endedDeviceRefusals } from '#channel/http/problem.ts'
import type { Caller, Refusal, Route } from '#channel/route.ts'

export type Json = { [member: string]: unknown }
export type Operation = {
  operationId: string
  summary: string
  tags: string[]
  parameters: Json[]
  requestBody?: Json
  responses: Record<string, Json>
}
export type ApiDocument = {
  openapi: '3.1.0'
  info: Json
  paths: Record<string, Record<string, Operation>>
  components: Json
}

const unsignedRefusals = new Set(['not_found', 'method_not_allowed', 'rate_limited', 'busy'])
const bodyRefusals = new Set([
  'body_too_large',
  'unsupported_media_type',
  'malformed_json',
  'validation_failed',
  'request_id_reused',
])

/** OpenAPI 3.1, generated from the routes that the server itself answers with. */
export function describeApi(routes: readonly Route[], pages: readonly Page[]): ApiDocument {
  const paths: ApiDocument['paths'] = {}
  const add = (path: string, method: string, operation: Operation): void => {
    paths[path] = { ...paths[path], [method]: operation }
  }
  for (const route of routes) add(templateOf(route.path), route.method.toLowerCase(), describeRoute(route))
  for (const page of pages) add(page.path, 'get', describePage(page))
  return {
    openapi: '3.1.0',
    info: {
      title: 'Ramzban channel API',
      version: '1',
      description:
        'Dynamic card passwords. Signed requests: HTTP Message Signatures (RFC 9421) over at least "@method" "@path" ' +
        '"content-digest" with created and keyid, in any order and under any label; expires is honoured; Content-Digest by RFC 9530 sha-256. Every POST carries a ' +
        'requestId: repeating the same bytes under it is answered the same and done once.',
    },
    paths,
    components: { schemas: { Problem: problemSchema }, parameters: signatureParameters },
  }
}

const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'code'],
  properties: {
    type: { type: 'string', pattern: '^urn:ramzban:problem:[a-z0-9_]+$' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string' },
    detail: { type: 'string' },
    requestId: { type: 'string' },
    errors: {
      type: 'array',
      items: { type: 'object', properties: { path: { type: 'string' }, message: { type: 'string' } } },
    },
  },
}

const headerOf = (name: string, description: string): Json => ({
  name,
  in: 'header',
  required: true,
  description,
  schema: { type: 'string' },
})
const signatureParameters = {
  contentDigest: headerOf('Content-Digest', 'RFC 9530, sha-256 of the exact body bytes; of no bytes for GET'),
  signatureInput: headerOf(
    'Signature-Input',
    'RFC 9421, for example: sig1=("@method" "@path" "content-digest");created=…;keyid="…";alg="…"',
  ),
  signature: headerOf('Signature', 'RFC 9421, under the same label: sig1=:base64:'),
  operatorSession: headerOf('Ramzban-Operator-Session', 'The operator’s session, covered by the signature'),
}

function describeRoute(route: Route): Operation {
  const { method, path, caller, summary, body } = route
  const parameters: Json[] = [...path.matchAll(/:([A-Za-z]+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string', ...(name?.endsWith('Id') ? { format: 'uuid' } : {}) },
  }))
  const signed = caller === 'none' ? [] : ['contentDigest', 'signatureInput', 'signature']
  if (caller === 'backoffice' && !route.withoutOperator) signed.push('operatorSession')
  parameters.push(...signed.map((name) => ({ $ref: `#/components/parameters/${name}` })))
  return {
    operationId: `${method.toLowerCase()} ${templateOf(path)}`,
    summary,
    tags: [tagOf(caller, path)],
    parameters,
    ...(body === null ? {} : { requestBody: { required: true, content: jsonContent(schemaOf(body, 'input')) } }),
    responses: { ...describeAnswers(route), ...describeRefusals(refusalsOf(route)) },
  }
}

function describePage({ path, summary, contentType }: Page): Operation {
  const [mediaType = contentType] = contentType.split(';')
  return {
    operationId: `get ${path}`,
    summary,
    tags: ['operations'],
    parameters: [],
    responses: { 200: { description: summary, content: { [mediaType]: { schema: {} } } } },
  }
}

function describeAnswers({ answers }: Route): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(answers).map(([status, { description, schema }]) => [
      status,
      { description, ...(schema === undefined ? {} : { content: jsonContent(schemaOf(schema, 'output')) }) },
    ]),
  )
}

/** What this route can refuse: what all share, as far as it applies, and its own. */
export function refusalsOf({ caller, body, refusals, allowsEndedDevice }: Route): Refusal[] {
  const shared = commonRefusals.filter(({ code }) => {
    if (bodyRefusals.has(code)) return body !== null
    return caller !== 'none' || unsignedRefusals.has(code)
  })
  const ended = caller === 'device' && !allowsEndedDevice ? endedDeviceRefusals : []
  const own = new Set(refusals.map(({ status, code }) => `${status} ${code}`))
  return [...[...shared, ...ended].filter(({ status, code }) => !own.has(`${status} ${code}`)), ...refusals]
}

function describeRefusals(refusals: readonly Refusal[]): Record<string, Json> {
  const byStatus = Map.groupBy(refusals, ({ status }) => status)
  return Object.fromEntries(
    [...byStatus].map(([status, alike]) => [
      String(status),
      {
        description: alike.map(({ code, when }) => `\`${code}\`: ${when}`).join('\n'),
        ...(status === 429 || status === 503
          ? { headers: { 'Retry-After': { required: true, schema: { type: 'integer' } } } }
          : {}),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  )
}

function jsonContent(schema: Json): Json {
  return { 'application/json': { schema } }
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json
  return rest
}

function templateOf(path: string): string {
  return path.replace(/:([A-Za-z]+)/g, '{$1}')
}

function tagOf(caller: Caller, path: string): string {
  if (path.startsWith('/v1/app/')) return 'app'
  return caller === 'none' ? 'operations' : caller
}
