import { localizeDigits } from '#components/format/digits.ts'
import type { Locale } from '#components/locale/locale.ts'
import type { Translator } from '#components/locale/translator.ts'
import { sayRange } from '#components/settings/say-figure.ts'
import { TextField } from '#components/ui/text-field.tsx'
import { policyRanges } from '#domain/operator/validate-policy.ts'
import type { PolicyFigure } from '#server/settings/read-settings.ts'

type PolicyFieldsProps = {
  figures: readonly PolicyFigure[]
  locale: Locale
  settings: Translator<'settings'>
  t: Translator<'approvals'>
}

/** A group's figures to be written over, each with the range it must keep to. */
export function PolicyFields({ figures, locale, settings, t }: PolicyFieldsProps) {
  const fields = figures
    .filter(({ key }) => policyRanges[key][0] < policyRanges[key][1])
    .map(({ key, value }) => {
      const range = t('policy.range', sayRange(key, locale, settings))
      const isList = typeof value !== 'number'
      return (
        <TextField
          key={key}
          name={`figure-${key}`}
          label={settings(`policy.names.${key}`)}
          description={isList ? `${t('policy.ladder')} · ${range}` : range}
          defaultValue={localizeDigits(isList ? value.join(' ') : String(value), locale)}
          inputMode="numeric"
          dir="ltr"
          required
          maxLength={120}
          fieldClassName="justify-end"
        />
      )
    })
  return <div className="grid grid-cols-2 gap-4 max-md:grid-cols-1">{fields}</div>
}
