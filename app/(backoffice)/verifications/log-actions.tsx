import { getTranslator } from '#app/locale.ts'
import { ExportDialog } from '#components/data-table/export-dialog.tsx'
import { LiveSwitch } from '#components/verifications/live-switch.tsx'
import { type LogParams, logHref } from '#components/verifications/log-href.ts'
import { EXPORT_ROWS_MAX } from '#server/verifications/export-verifications.ts'
import type { LogWindow } from '#server/verifications/log-schemas.ts'

type LogActionsProps = {
  params: LogParams
  window: LogWindow
  newestId: string | null
  isCapped: boolean
  mayExport: boolean
}

export async function LogActions({ params, window, newestId, isCapped, mayExport }: LogActionsProps) {
  const [t, common] = await Promise.all([getTranslator('verifications'), getTranslator('common')])
  const isFixed = params.to !== undefined || params.before !== undefined || params.after !== undefined
  const { open: _open, live: _live, range: _range, before: _before, after: _after, ...question } = params
  const shown = { ...question, from: String(window.fromMs), to: String(window.toMs) }
  return (
    <>
      {isFixed ? null : (
        <LiveSwitch
          pollHref={logHref(params, { after: newestId }).replace('/verifications', '/verifications/live')}
          liveHref={logHref(params, { live: '1', open: params.open ?? null })}
          stillHref={logHref(params, { live: null, open: params.open ?? null })}
          isLive={params.live === '1'}
          labels={{ on: t('live.on'), start: t('live.start'), pause: t('live.pause'), failed: t('live.failed') }}
        />
      )}
      {mayExport ? (
        <ExportDialog
          action="/verifications/export"
          fields={shown}
          warning={isCapped ? t('export.capped', { max: EXPORT_ROWS_MAX }) : null}
          labels={{
            open: t('export.open'),
            title: t('export.title'),
            text: t('export.text', { max: EXPORT_ROWS_MAX }),
            reason: t('export.reason'),
            reasonHint: t('export.reasonHint'),
            format: t('export.format'),
            formats: {
              xlsx: { label: t('export.formats.xlsx'), hint: t('export.formats.xlsxHint') },
              csv: { label: t('export.formats.csv'), hint: t('export.formats.csvHint') },
            },
            submit: t('export.submit'),
            close: common('close'),
            cancel: common('cancel'),
          }}
        />
      ) : null}
    </>
  )
}
