import { isolateLeftToRight } from '#components/format/isolate.ts'
import type { Translator } from '#components/locale/translator.ts'
import { readClientSources, SOURCES_MAX, type SourceFault } from '#domain/channel-client/client-sources.ts'
import { readMachineKey } from '#domain/channel-client/machine-key.ts'
import { newClientPayloadSchema } from '#server/channel-clients/client-request-schemas.ts'

type ClientAct = 'channel_client:create' | 'channel_client:rotate' | 'channel_client:readdress'
type ReadRequest = { payload: Record<string, unknown>; error: null } | { payload: null; error: string }
type Settings = Translator<'settings'>

/** What was typed, as the act takes it; or in one sentence what is wrong with it. */
export function readClientRequest(act: ClientAct, form: FormData, t: Settings): ReadRequest {
  const text = (name: string): string => String(form.get(name) ?? '').trim()
  const payload: Record<string, unknown> = { id: text('id') }
  if (act === 'channel_client:create') {
    Object.assign(payload, { kind: text('kind'), name: text('name') })
    const { id, kind, name } = newClientPayloadSchema.shape
    if (!id.safeParse(payload.id).success) return wrong(t('clients.errors.id'))
    if (!name.safeParse(payload.name).success) return wrong(t('clients.errors.name'))
    if (!kind.safeParse(payload.kind).success) return wrong(t('clients.errors.forbidden'))
  }
  if (act !== 'channel_client:readdress') {
    const { key, fault } = readMachineKey(text('publicKey'))
    if (fault !== null) return wrong(t(`clients.errors.key.${fault}`))
    payload.publicKey = key
  }
  if (act !== 'channel_client:rotate') {
    const { sources, fault } = readClientSources(text('sources'))
    if (fault !== null) return wrong(saySourceFault(fault, t))
    payload.sources = sources
  }
  return { payload, error: null }
}

function saySourceFault(fault: SourceFault, t: Settings): string {
  const words = { block: '', meant: '', wider: '', most: SOURCES_MAX, ...fault }
  return t(`clients.errors.source.${fault.fault}`, {
    block: isolateLeftToRight(words.block),
    meant: isolateLeftToRight(words.meant),
    wider: isolateLeftToRight(words.wider),
    most: words.most,
  })
}

const wrong = (error: string): ReadRequest => ({ payload: null, error })
