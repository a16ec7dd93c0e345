import type { Locale } from '#components/locale/locale.ts'
import type { Translator } from '#components/locale/translator.ts'
import { Thumbprint } from '#components/settings/thumbprint.tsx'
import { buttonClass } from '#components/ui/button-style.ts'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { Code } from '#components/ui/digits.tsx'
import { Moment } from '#components/ui/moment.tsx'
import { Panel } from '#components/ui/panel.tsx'
import type { ClientRow, HandoverRow } from '#server/settings/read-settings.ts'

type HandoversProps = {
  handovers: readonly HandoverRow[]
  clients: readonly ClientRow[]
  nowMs: number
  locale: Locale
  t: Translator<'settings'>
}

/** Secrets that their machines have not used yet, sealed, for the two who asked and approved to pass on; nothing while there is none. */
export function Handovers({ handovers, clients, nowMs, locale, t }: HandoversProps) {
  const waiting = handovers.filter(({ isWaiting }) => isWaiting)
  if (waiting.length === 0) return null
  return (
    <div id="handovers" className="mb-6 scroll-mt-16">
      <Panel title={t('clients.handover.title')}>
        <p className="border-b border-line px-4 py-3 text-sm text-ink-2">{t('clients.handover.note')}</p>
        <ul className="divide-y divide-line">
          {waiting.map(({ clientId, version, madeAtMs, thumbprint, jwe, makerName, checkerName }) => (
            <li key={clientId} className="flex flex-wrap items-start gap-x-8 gap-y-2 px-4 py-3">
              <span className="min-w-44 flex-1">
                <bdi className="font-medium">{clients.find(({ id }) => id === clientId)?.name}</bdi>
                <span className="block text-sm text-ink-2">
                  <Code>{clientId}</Code>
                  {' · '}
                  {t('clients.handover.made')} <Moment atMs={madeAtMs} as="relative" nowMs={nowMs} locale={locale} />
                </span>
              </span>
              <span>
                <span className="block text-xs text-ink-3">{t('clients.handover.thumbprint')}</span>
                <Thumbprint thumbprint={thumbprint} />
              </span>
              <span className="flex min-w-44 flex-wrap items-center justify-end gap-1.5 max-md:justify-start">
                {jwe === null ? (
                  <span className="max-w-56 text-sm text-ink-2">
                    {t('clients.handover.forTwo', { maker: makerName, checker: checkerName })}
                  </span>
                ) : (
                  <>
                    <CopyButton
                      value={jwe}
                      label={t('clients.handover.copy', { name: clientId })}
                      copiedLabel={t('clients.handover.copied')}
                    />
                    <a
                      href={`data:application/jose;charset=utf-8,${jwe}`}
                      download={`${clientId}.v${version}.jwe`}
                      className={buttonClass('secondary', 'small')}
                    >
                      {t('clients.handover.download')}
                    </a>
                  </>
                )}
              </span>
            </li>
          ))}
        </ul>
      </Panel>
    </div>
  )
}
