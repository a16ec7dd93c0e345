import { getTranslator } from '#app/locale.ts'
import { orLeave, readRequest } from '#app/request.ts'
import { formatCount } from '#components/format/format-amount.ts'
import { CounterTile } from '#components/home/counter-tile.tsx'
import { countComplaints } from '#server/complaints/count-complaints.ts'

/** How many complaints wait for the operator; leads to their own, or to what nobody has taken in time. */
export async function ComplaintTile() {
  const { services, ctx, locale } = await readRequest()
  const t = await getTranslator('complaints')
  const { waiting, mine, open } = await orLeave(countComplaints(services, ctx))
  const href = mine > 0 ? '/complaints?queue=mine' : waiting > 0 ? '/complaints?queue=overdue' : '/complaints'
  return (
    <section aria-label={t('tile.label')} className="flex flex-1 max-md:flex-col">
      <CounterTile
        href={href}
        icon="alert"
        count={formatCount(waiting, locale)}
        label={t('tile.label')}
        aside={`${t('tile.aside')} · ${t('tile.open', { count: open })}`}
      />
    </section>
  )
}
