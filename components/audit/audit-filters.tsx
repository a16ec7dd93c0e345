import Form from 'next/form'
import { actionWord } from '#components/audit/action-word.ts'
import type { AuditParams } from '#components/audit/audit-href.ts'
import { compareTexts } from '#components/format/compare-texts.ts'
import type { Locale } from '#components/locale/locale.ts'
import type { Translator } from '#components/locale/translator.ts'
import { LinkButton } from '#components/ui/link-button.tsx'
import { Select } from '#components/ui/select.tsx'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import type { AuditFilterName, NamedAuditField } from '#server/audit/audit-fields.ts'
import type { AuditOperator } from '#server/audit/list-audit-events.ts'

type AuditFiltersProps = {
  params: AuditParams
  /** What was typed and not understood. */
  typed: AuditParams
  fields: readonly NamedAuditField[]
  operators: readonly AuditOperator[]
  actions: readonly string[]
  locale: Locale
  t: Translator<'audit'>
}

export function AuditFilters({ params, typed, fields, operators, actions, locale, t }: AuditFiltersProps) {
  const all = { value: '', label: t('filters.all') }
  const operatorOptions = operators.map(({ id, name, username }) => ({ value: id, label: `${name} (${username})` }))
  const actionOptions = actions
    .map((action) => ({ value: action, label: actionWord(action, t) }))
    .sort((a, b) => compareTexts(a.label, b.label, locale))
  const options = { operator: operatorOptions, action: actionOptions }
  const filters = fields.flatMap(({ name, filter }) =>
    filter ? [{ name: name as AuditFilterName, kind: filter.kind }] : [],
  )
  const isNarrowed = [...filters.map(({ name }) => name), 'from', 'to'].some((name) => params[name])
  return (
    <Form
      key={JSON.stringify([params, typed])}
      action="/audit"
      prefetch={false}
      className="mt-4 flex flex-wrap items-end gap-3 max-md:grid max-md:grid-cols-2 print:hidden"
    >
      {filters.map(({ name, kind }) => {
        if (kind === 'record')
          return params[name] ? <input key={name} type="hidden" name={name} value={params[name]} /> : null
        return options[kind].length > 0 ? (
          <Select
            key={name}
            name={name}
            label={t(`filters.${name}`)}
            options={[all, ...options[kind]]}
            defaultValue={params[name] ?? ''}
          />
        ) : null
      })}
      {(['from', 'to'] as const).map((name) => (
        <TextField
          key={name}
          name={name}
          label={t(`filters.${name}`)}
          placeholder={t('filters.example')}
          defaultValue={typed[name] ?? params[name] ?? ''}
          aria-invalid={typed[name] === undefined ? undefined : true}
          dir="ltr"
          fieldClassName="w-44 max-md:w-auto"
        />
      ))}
      <SubmitButton>{t('filters.apply')}</SubmitButton>
      {isNarrowed ? (
        <LinkButton href="/audit" variant="ghost">
          {t('filters.clear')}
        </LinkButton>
      ) : null}
    </Form>
  )
}
