import Form from 'next/form'
import { KeptParams } from '#components/data-table/kept-params.tsx'
import type { Translator } from '#components/locale/translator.ts'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { CardTailField } from '#components/verifications/card-tail-field.tsx'
import type { LogParams } from '#components/verifications/log-href.ts'
import type { NamedLogField, TypedFilterName } from '#server/verifications/log-fields.ts'

type FilterFormProps = {
  params: LogParams
  /** What was typed and not understood. */
  typed: Readonly<Record<string, string>>
  fields: readonly NamedLogField[]
  t: Translator<'verifications'>
}

/** What cannot be chosen from a list is typed. */
export function FilterForm({ params, typed, fields, t }: FilterFormProps) {
  const typedFields = fields.flatMap(({ name, filter }) =>
    filter?.typedLengthMax
      ? [{ name: name as TypedFilterName, kind: filter.kind, maxLength: filter.typedLengthMax }]
      : [],
  )
  return (
    <Form action="/verifications" prefetch={false} scroll={false} className="grid grid-cols-2 gap-3 max-md:grid-cols-1">
      <KeptParams params={params} without={['before', 'after', 'open', ...typedFields.map(({ name }) => name)]} />
      {typedFields.map(({ name, kind, maxLength }) => {
        const Field = kind === 'card' ? CardTailField : TextField
        return (
          <Field
            key={name}
            name={name}
            label={t(`typedFilters.${name}`)}
            defaultValue={typed[name] ?? params[name]}
            error={typed[name] === undefined ? undefined : t('filters.wrong')}
            dir="ltr"
            inputMode={kind === 'figure' ? 'numeric' : undefined}
            maxLength={maxLength}
          />
        )
      })}
      <div className="col-span-full flex justify-end">
        <SubmitButton>{t('filters.apply')}</SubmitButton>
      </div>
    </Form>
  )
}
