import Link from 'next/link'
import { areAllNear, type FoundCustomersProps, LockState } from '#components/customers/found-customers.tsx'
import { localizeDigits } from '#components/format/digits.ts'
import { Digits } from '#components/ui/digits.tsx'

const ROW =
  'flex items-center justify-between gap-3 rounded-control px-3 py-2 hover:bg-mute-soft focus-visible:bg-mute-soft'

/** The same hits in the width of a dialog. */
export function FoundList({ found, locale, t }: FoundCustomersProps) {
  const count = found.customers.length
  return (
    <div className="mt-3 border-t border-line pt-2">
      <p className="px-3 py-1 text-xs text-ink-3">{t(found.more ? 'find.more' : 'find.count', { count })}</p>
      {areAllNear(found) ? <p className="px-3 py-1 text-xs text-warn">{t('find.allNear')}</p> : null}
      <ul aria-label={t('find.results')}>
        {found.customers.map(({ id, name, nationalIdMasked, mobileMasked, branchName, lock, match }) => (
          <li key={id}>
            <Link href={`/customers/${id}`} prefetch={false} className={ROW}>
              <span className="min-w-0">
                <bdi className="font-medium">{name}</bdi>
                <span className="flex flex-wrap gap-x-3 text-xs text-ink-3">
                  <Digits value={nationalIdMasked} locale={locale} />
                  {mobileMasked ? <Digits value={mobileMasked} locale={locale} /> : null}
                  <bdi>{localizeDigits(branchName, locale)}</bdi>
                  {match === 'near' && !areAllNear(found) ? <span className="text-warn">{t('find.near')}</span> : null}
                </span>
              </span>
              <LockState lock={lock} t={t} />
            </Link>
          </li>
        ))}
      </ul>
    </div>
  )
}
