import { randomBytes } from 'node:crypto'
import { anywhere } from '#domain/channel-client/client-sources.ts'
import {
  type ChannelClientKind,
  insertChannelClient,
  setChannelClientVersion,
} from '#server/channel-clients/repository.ts'
import { keepClientSecret } from '#server/channel-clients/seal-client-secret.ts'
import type { Sql } from '#server/database.ts'
import type { ChannelKeys } from '#server/keys.ts'

type Wanted = {
  id: string
  kind: ChannelClientKind
  name?: string
  ratePerSecond?: number
  sources?: readonly string[]
  secret?: Buffer
}
export type TestClient = { keyId: string; secret: Buffer }

/** A channel client as the database's owner makes it: no process does so alone. */
export async function makeChannelClient(owner: Sql, keys: ChannelKeys, wanted: Wanted): Promise<TestClient> {
  const { id, kind, name = id, ratePerSecond = 5000, sources = anywhere, secret = randomBytes(32) } = wanted
  const client = { id, kind, name, ratePerSecond, sources, createdAtMs: Date.now() }
  if (await insertChannelClient(owner, client))
    await keepClientSecret(owner, keys, { clientId: id, version: 1 }, secret)
  return { keyId: id, secret }
}

/** Gives a client another secret, of this version. */
export async function rotateChannelClient(
  owner: Sql,
  keys: ChannelKeys,
  { id, version }: { id: string; version: number },
): Promise<TestClient> {
  const secret = randomBytes(32)
  await setChannelClientVersion(owner, id, version)
  await keepClientSecret(owner, keys, { clientId: id, version }, secret)
  return { keyId: id, secret }
}
