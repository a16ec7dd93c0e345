import { getTranslator, readLocale } from '#app/locale.ts'
import { orLeave, readOperatorContext } from '#app/operator-context.ts'
import { web } from '#app/services.ts'
import { formatCount } from '#components/format/format-amount.ts'
import { CounterTile } from '#components/home/counter-tile.tsx'
import { countComplaints } from '#server/complaints/count-complaints.ts'

/** How many complaints wait for the operator; leads to their own, or to what nobody has taken in time. */
export async function ComplaintTile() {
  const [services, ctx] = await Promise.all([web(), readOperatorContext()])
  const [t, locale] = await Promise.all([getTranslator('complaints'), readLocale()])
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
