import { Fragment } from 'react'
import type { Locale } from '#components/locale/locale.ts'
import type { Translator } from '#components/locale/translator.ts'
import { Banner } from '#components/ui/banner.tsx'
import { Code } from '#components/ui/digits.tsx'
import { Moment } from '#components/ui/moment.tsx'
import type { FailedTries } from '#domain/verification/failed-tries.ts'

type FailedTriesBannerProps = { tries: FailedTries; locale: Locale; t: Translator<'me'> }

/** «پیش از این ورود ۱۲ تلاش ناموفق …»: how many failed under the operator's name, from where and when. */
export function FailedTriesBanner({ tries, locale, t }: FailedTriesBannerProps) {
  const { count, firstAtMs, lastAtMs, addresses } = tries
  const named = addresses.reduce((sum, { count: some }) => sum + some, 0)
  return (
    <Banner tone="warn">
      <strong className="font-semibold">{t('failed.title', { count })}</strong>
      <br />
      {t('failed.from')}{' '}
      {addresses.map(({ address, count: some }, place) => (
        <Fragment key={address ?? ''}>
          {place === 0 ? null : t('failed.and')}
          {address === null ? t('failed.nowhere') : <Code>{address}</Code>} ({t('failed.times', { count: some })})
        </Fragment>
      ))}
      {named < count ? t('failed.more', { count: count - named }) : null}
      {' · '}
      {count === 1 ? null : (
        <>
          <Moment atMs={firstAtMs} locale={locale} />
          {t('failed.to')}
        </>
      )}
      <Moment atMs={lastAtMs} locale={locale} />
      <br />
      {t('failed.text')}
    </Banner>
  )
}
