import type { FastifyRequest } from 'fastify'
import type { LaneName } from '#channel/admission/admission.ts'
import { type Claim, type ClientsInUse, proveClient } from '#channel/admission/proof.ts'
import type { Route } from '#channel/route.ts'
import { readSignedHeaders } from '#channel/signature/signed-headers.ts'
import { addressBlockOf } from '#domain/network/address-block.ts'
import type { KnownClient } from '#server/channel-clients/watch-signing-clients.ts'

/** The line shared by all whose headers no known client has signed: together they get one caller's share. */
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
 * Only the back office itself uses the lane of the staff, one line an operator. Installations are told apart by their
 * address, since looking up their keys would cost what admission saves.
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
