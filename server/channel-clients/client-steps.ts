import { publicKeyThumbprint } from '#domain/channel-client/public-key.ts'
import { type ApprovalStep, type ApprovedAct, defineStep } from '#server/approvals/approval-step.ts'
import { recordAuditEvent } from '#server/audit/record-audit-event.ts'
import {
  type ClientNow,
  createApprovedClient,
  findClient,
  holdClient,
  readdressApprovedClient,
  rotateApprovedClient,
} from '#server/channel-clients/approved-client-repository.ts'
import {
  newClientPayloadSchema,
  readdressedClientPayloadSchema,
  rotatedClientPayloadSchema,
} from '#server/channel-clients/client-request-schemas.ts'
import { handOverSecret } from '#server/channel-clients/hand-over-secret.ts'
import type { Sql, Transaction } from '#server/database.ts'
import type { RequestContext } from '#server/request-context.ts'

const about = (id: string) => ({ customerId: null, cardId: null, kind: 'channel_client', id, key: id })
const shownOf = ({ id, name, kind }: Pick<ClientNow, 'id' | 'name' | 'kind'>) => ({
  clientId: id,
  clientName: name,
  clientKind: kind,
})
const whyNot = ({ isDisabled }: ClientNow): string | null => (isDisabled ? 'channel_client_disabled' : null)

/** The back office's own client is no operator's to change. */
async function findChangeable(sql: Sql, id: string): Promise<ClientNow | null> {
  const client = await findClient(sql, id)
  return client?.kind === 'backoffice' ? null : client
}

/** Lets another system of the bank call; its secret is sealed to its owner's key, whose thumbprint the checker compares. */
export const createClientStep: ApprovalStep = defineStep({
  payloadSchema: newClientPayloadSchema,
  hold: async () => {},
  read: async (sql, _ctx, { publicKey, sources, ...client }) => {
    const isTaken = (await findClient(sql, client.id)) !== null
    return {
      ...about(client.id),
      facts: { isTaken },
      shown: { ...shownOf(client), thumbprint: publicKeyThumbprint(publicKey), sources },
      refusal: isTaken ? 'channel_client_exists' : null,
    }
  },
  carryOut: async (tx, ctx, act) => {
    const { payload, services, trace } = act
    const { id, kind, name, publicKey, sources } = payload
    const handed = await handOverSecret(services.keys, { clientId: id, version: 1, publicKey })
    const ratePerSecond = services.policy().channelClientRequestsPerSecondMax
    await createApprovedClient(tx, { approvalId: trace.approvalId, ratePerSecond }, handed)
    const data = { kind, name, addresses: sources.join(', '), thumbprint: handed.thumbprint }
    await record(tx, ctx, act, { action: 'channel_client.created', data })
  },
})

/** Gives a client another secret, sealed to its owner's key; the one before opens nothing from the approval on. */
export const rotateClientStep: ApprovalStep = defineStep({
  payloadSchema: rotatedClientPayloadSchema,
  hold: (tx, { id }) => holdClient(tx, id),
  read: async (sql, _ctx, { id, publicKey }) => {
    const client = await findChangeable(sql, id)
    if (!client) return null
    const { version, isDisabled } = client
    return {
      ...about(id),
      facts: { secretVersion: version, isDisabled },
      shown: { ...shownOf(client), thumbprint: publicKeyThumbprint(publicKey), clientVersion: version },
      refusal: whyNot(client),
    }
  },
  carryOut: async (tx, ctx, act) => {
    const { payload, services, subject, trace } = act
    const version = Number(subject.facts.secretVersion) + 1
    const handed = await handOverSecret(services.keys, { clientId: payload.id, version, publicKey: payload.publicKey })
    await rotateApprovedClient(tx, { approvalId: trace.approvalId, version }, handed)
    const data = { version, thumbprint: handed.thumbprint }
    await record(tx, ctx, act, { action: 'channel_client.rotated', data })
  },
})

/** Binds a client to other addresses, from the approval on. */
export const readdressClientStep: ApprovalStep = defineStep({
  payloadSchema: readdressedClientPayloadSchema,
  hold: (tx, { id }) => holdClient(tx, id),
  read: async (sql, _ctx, { id, sources }) => {
    const client = await findChangeable(sql, id)
    if (!client) return null
    const isSame = sources.length === client.sources.length && sources.every((one) => client.sources.includes(one))
    return {
      ...about(id),
      facts: { clientSources: client.sources.join(', '), isDisabled: client.isDisabled },
      shown: { ...shownOf(client), sources, sourcesBefore: client.sources },
      refusal: whyNot(client) ?? (isSame ? 'sources_unchanged' : null),
    }
  },
  carryOut: async (tx, ctx, act) => {
    await readdressApprovedClient(tx, act.trace.approvalId)
    const addressesBefore = act.subject.facts.clientSources
    const data = { addresses: act.payload.sources.join(', '), addressesBefore }
    await record(tx, ctx, act, { action: 'channel_client.readdressed', data })
  },
})

type ClientStepAudit = {
  action: 'channel_client.created' | 'channel_client.rotated' | 'channel_client.readdressed'
  data: Record<string, unknown>
}

async function record(
  tx: Transaction,
  ctx: RequestContext,
  { payload, reason, maker, trace }: Pick<ApprovedAct<{ id: string }>, 'payload' | 'reason' | 'maker' | 'trace'>,
  { action, data }: ClientStepAudit,
): Promise<void> {
  const subject = { kind: 'channel_client', id: payload.id }
  await recordAuditEvent(tx, ctx, { action, subject, reason, data: { ...trace, ...data } }, maker)
}
