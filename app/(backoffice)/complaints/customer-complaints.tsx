import { getTranslator } from '#app/locale.ts'
import { orLeave, readRequest } from '#app/request.ts'
import { localizeDigits } from '#components/format/digits.ts'
import { Icon } from '#components/ui/icon.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { listOpenComplaints } from '#server/complaints/list-open-complaints.ts'

const SHOWN_MAX = 3

/** Under the customer's head: what they complain of at present. */
export async function CustomerComplaints({ customerId }: { customerId: string }) {
  const { services, ctx, locale, nowMs } = await readRequest()
  const t = await getTranslator('complaints')
  const open = await orLeave(listOpenComplaints(services, ctx, { customerId }))
  if (open.length === 0) return null
  return (
    <div className="mt-3 flex flex-wrap items-center gap-2 print:hidden">
      {open.slice(0, SHOWN_MAX).map(({ id, number, kind, dueAtMs }) => (
        <LinkButton key={id} href={`/complaints/${id}`} size="small">
          <Icon name="alert" sizePixels={13} className={dueAtMs <= nowMs ? 'text-bad' : 'text-warn'} />
          {t('chip.open', { number: localizeDigits(String(number), locale) })} · {t(`kinds.${kind}`)}
        </LinkButton>
      ))}
      {open.length > SHOWN_MAX ? (
        <span className="text-xs text-ink-3">{t('chip.many', { count: open.length })}</span>
      ) : null}
    </div>
  )
}
