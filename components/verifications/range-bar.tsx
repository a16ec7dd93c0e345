import Form from 'next/form'
import { ChipMenu } from '#components/data-table/chip-menu.tsx'
import { KeptParams } from '#components/data-table/kept-params.tsx'
import { localizeDigits } from '#components/format/digits.ts'
import type { Locale } from '#components/locale/locale.ts'
import type { Translator } from '#components/locale/translator.ts'
import { SegmentedLinks } from '#components/ui/segmented-links.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { type LogParams, logHref } from '#components/verifications/log-href.ts'
import { formatTypedInstant } from '#components/verifications/typed-instant.ts'
import type { LogWindow } from '#server/verifications/log-schemas.ts'

type RangeBarProps = {
  params: LogParams
  /** What was typed and not understood. */
  typed: Readonly<Record<string, string>>
  window: LogWindow
  ranges: readonly ('hour' | 'today' | 'day' | 'week' | 'month')[]
  usualRange: string
  locale: Locale
  t: Translator<'verifications'>
}

export function RangeBar({ params, typed, window, ranges, usualRange, locale, t }: RangeBarProps) {
  const isCustom = params.from !== undefined || params.to !== undefined
  const current = isCustom ? null : (params.range ?? usualRange)
  const items = ranges.map((range) => ({
    href: logHref(params, { from: null, to: null, range: range === usualRange ? null : range }),
    label: t(`range.${range}`),
    current: range === current,
  }))
  return (
    <div className="flex flex-wrap items-center gap-2 print:hidden">
      <SegmentedLinks label={t('range.label')} items={items} />
      <ChipMenu
        key={JSON.stringify(params)}
        name={t('range.custom')}
        wide
        label={<span className={isCustom ? 'font-medium text-accent-strong' : ''}>{t('range.custom')}</span>}
      >
        <Form action="/verifications" prefetch={false} className="grid grid-cols-2 gap-3 max-md:grid-cols-1">
          <KeptParams params={params} without={['range', 'from', 'to', 'before', 'after', 'open']} />
          <TextField
            name="from"
            label={t('range.from')}
            description={t('range.hint')}
            defaultValue={localizeDigits(
              typed.from ?? params.from ?? formatTypedInstant(window.fromMs, locale),
              locale,
            )}
            dir="ltr"
          />
          <TextField
            name="to"
            label={t('range.to')}
            description={t('range.hint')}
            defaultValue={localizeDigits(typed.to ?? params.to ?? '', locale)}
            dir="ltr"
          />
          <div className="col-span-full flex justify-end">
            <SubmitButton>{t('range.apply')}</SubmitButton>
          </div>
        </Form>
      </ChipMenu>
    </div>
  )
}
