import type { FastifyRequest } from 'fastify'
import type { LaneName } from '#channel/admission/admission.ts'
import { type Claim, type ClientsInUse, proveClient } from '#channel/admission/proof.ts'
import type { Route } from '#channel/route.ts'
import { readSignedHeaders } from '#channel/signature/signed-headers.ts'
import { addressBlockOf } from '#domain/network/address-block.ts'
import type { KnownClient } from '#server/channel-clients/watch-signing-clients.ts'

/** Where all stand together whose headers no known client has signed: they have one caller's share among them. */
const UNPROVEN = 'unproven'

/** In which lane a call goes, and in whose line it waits there. */
export type Standing = { lane: LaneName; line: () => string }

/** Null for what is never refused: health, the time, the contract's pages. */
export function laneOf({ caller, path }: Route): LaneName | null {
  if (caller === 'none') return path.startsWith('/v1/app/') ? 'app' : null
  if (caller === 'device') return 'app'
  return caller === 'backoffice' ? 'staff' : 'machines'
}

/**
 * Only the back office itself goes in the lane of the staff, an operator a line. Installations are told apart by their
 * address, since looking for their keys would cost what is to be saved.
 */
export function standingOf(clients: ClientsInUse, lane: LaneName, request: FastifyRequest): Standing {
  if (lane === 'app') return { lane, line: () => addressBlockOf(request.callerAddress) }
  const prove = (): KnownClient | null => proveClient(clients, claimOf(request))
  if (lane === 'machines') return { lane, line: once(() => lineOf(prove())) }
  if (prove()?.kind !== 'backoffice') return { lane: 'machines', line: () => UNPROVEN }
  return { lane, line: () => `session ${request.headers['ramzban-operator-session'] ?? ''}` }
}

function claimOf(request: FastifyRequest): Claim {
  const { method, url, raw, callerAddress: address } = request
  const headers = readSignedHeaders(raw.rawHeaders)
  return { method, path: url.split('?', 1)[0] ?? '', address, headers, nowMs: Date.now() }
}

function lineOf(client: KnownClient | null): string {
  return client === null ? UNPROVEN : `client ${client.id}`
}

function once(find: () => string): () => string {
  let found: string | undefined
  return () => {
    found ??= find()
    return found
  }
}
