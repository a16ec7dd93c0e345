import type { ComplaintTexts } from '#components/complaints/complaint-texts.ts'
import { SaveViewDialog } from '#components/complaints/save-view-dialog.tsx'
import { Icon } from '#components/ui/icon.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { ComplaintList } from '#server/complaints/list-complaints.ts'
import { forgetView, saveView } from './actions.ts'

type SavedViewsProps = {
  views: ComplaintList['views']
  query: string
  t: ComplaintTexts
  labels: { cancel: string; close: string }
}

/** The operator's own queues by name, and a way to keep the one on screen. */
export function SavedViews({ views, query, t, labels }: SavedViewsProps) {
  const isKept = views.some((view) => view.query === query)
  if (views.length === 0 && query === '') return null
  return (
    <div className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-1 text-sm print:hidden">
      {views.length > 0 ? <span className="text-xs text-ink-3">{t('views.label')}</span> : null}
      {views.map(({ id, name, query: kept }) => (
        <form key={id} action={forgetView} className="flex items-center gap-1">
          <TextLink href={`/complaints?${kept}`} aria-current={kept === query ? 'page' : undefined}>
            <bdi className={kept === query ? 'font-semibold' : ''}>{name}</bdi>
          </TextLink>
          <input type="hidden" name="viewId" value={id} />
          <button
            type="submit"
            aria-label={t('views.forget', { name })}
            className="grid size-6 place-items-center rounded-full text-ink-3 hover:bg-mute-soft hover:text-ink max-md:size-9"
          >
            <Icon name="cross" sizePixels={11} />
          </button>
        </form>
      ))}
      {query === '' || isKept ? null : (
        <SaveViewDialog
          action={saveView.bind(null, query)}
          labels={{
            open: t('views.save'),
            title: t('views.title'),
            text: t('views.text'),
            name: t('views.name'),
            nameHint: t('views.nameHint'),
            submit: t('views.submit'),
            ...labels,
          }}
        />
      )}
    </div>
  )
}
