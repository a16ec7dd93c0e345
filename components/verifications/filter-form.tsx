import Form from 'next/form'
import type { Translator } from '#components/locale/translator.ts'
import { SubmitButton } from '#components/ui/submit-button.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { CardTailField } from '#components/verifications/card-tail-field.tsx'
import { KeptParams } from '#components/verifications/kept-params.tsx'
import type { LogParams } from '#components/verifications/log-href.ts'

const fields = [
  { name: 'merchant', maxLength: 64 },
  { name: 'terminal', maxLength: 64 },
  { name: 'requester', maxLength: 128 },
  { name: 'min', inputMode: 'numeric', maxLength: 20 },
  { name: 'max', inputMode: 'numeric', maxLength: 20 },
  { name: 'ip', maxLength: 45 },
  { name: 'client', maxLength: 64 },
] as const

type FilterFormProps = {
  params: LogParams
  /** What was typed and not understood. */
  typed: Readonly<Record<string, string>>
  t: Translator<'verifications'>
}

/** What cannot be chosen from a list is typed. */
export function FilterForm({ params, typed, t }: FilterFormProps) {
  const textsOf = (name: 'card' | (typeof fields)[number]['name']) => ({
    label: t(`typedFilters.${name}`),
    defaultValue: typed[name] ?? params[name],
    error: typed[name] === undefined ? undefined : t('filters.wrong'),
  })
  return (
    <Form action="/verifications" prefetch={false} scroll={false} className="grid grid-cols-2 gap-3 max-md:grid-cols-1">
      <KeptParams params={params} without={['before', 'after', 'open', 'card', ...fields.map(({ name }) => name)]} />
      <CardTailField name="card" {...textsOf('card')} />
      {fields.map(({ name, ...input }) => (
        <TextField key={name} name={name} {...textsOf(name)} dir="ltr" {...input} />
      ))}
      <div className="col-span-full flex justify-end">
        <SubmitButton>{t('filters.apply')}</SubmitButton>
      </div>
    </Form>
  )
}
