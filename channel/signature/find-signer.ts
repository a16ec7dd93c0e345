import { createPublicKey } from 'node:crypto'
import type { Caller } from '#channel/route.ts'
import type { SignatureKey } from '#channel/signature/http-signature.ts'
import { uuidForm } from '#domain/text/uuid.ts'
import { findSigningClient, type SigningClient } from '#server/channel-clients/find-signing-client.ts'
import { findSigningDevice, type SigningDevice } from '#server/devices/find-signing-device.ts'
import type { Actor, ChannelActor, DeviceActor } from '#server/request-context.ts'
import type { ChannelServices } from '#server/services.ts'

/** The signer: found by key id, proven by the signature. */
export type Authenticated = {
  caller: Caller
  keyId: string
  actor: Actor
  ratePerSecond: number | null
  /** Of a channel client: its version when it signed (secret and addresses). */
  clientRevision?: number
  device?: SigningDevice
}

export type Signer = Authenticated & {
  actor: ChannelActor | DeviceActor
  key: SignatureKey
  /** Of a channel client: where it may call from, and whether this is its secret's first use. */
  client?: SigningClient
}

/** Whose key this id is, an installation's or a client's in use; null for nobody's. */
export async function findSigner(
  services: ChannelServices,
  asked: { keyId: string; nowMs: number },
): Promise<Signer | null> {
  if (uuidForm.test(asked.keyId)) {
    const device = await findSigningDevice(services.pool, asked.keyId)
    return device && signerOfDevice(device)
  }
  const client = await findSigningClient(services, asked)
  return client && signerOfClient(client)
}

export function signerOfClient(client: SigningClient): Signer {
  const { id, kind, name, revision, ratePerSecond, secret } = client
  return {
    caller: kind,
    keyId: id,
    actor: { kind: 'channel', clientId: id, clientKind: kind, name },
    ratePerSecond,
    clientRevision: revision,
    client,
    key: { algorithm: 'hmac-sha256', secret },
  }
}

function signerOfDevice(device: SigningDevice): Signer {
  const publicKey = createPublicKey({ key: device.signingKey, format: 'jwk' })
  return {
    caller: 'device',
    keyId: device.id,
    actor: { kind: 'device', deviceId: device.id, name: device.model },
    ratePerSecond: null,
    device,
    key: { algorithm: 'ecdsa-p256-sha256', publicKey },
  }
}
