import { localizeDigits } from '#components/format/digits.ts'
import type { Locale } from '#components/locale/locale.ts'
import type { Translator } from '#components/locale/translator.ts'
import type { Role } from '#domain/operator/permission.ts'

export type PersonShown = { name: string; role: Role; branchName: string | null }
type PersonProps = { person: PersonShown; shell: Translator<'shell'>; locale: Locale }

/** «نگار صادقی · پشتیبانی», and of a clerk the branch. */
export function Person({ person, shell, locale }: PersonProps) {
  const { name, role, branchName } = person
  return (
    <span>
      <bdi>{name}</bdi>
      <span className="text-ink-3">
        {' · '}
        {shell(`roles.${role}`)}
        {branchName ? (
          <>
            {' · '}
            <bdi>{localizeDigits(branchName, locale)}</bdi>
          </>
        ) : null}
      </span>
    </span>
  )
}
