import type { Locale } from '#components/locale/locale.ts'
import type { Translator } from '#components/locale/translator.ts'
import { Banner } from '#components/ui/banner.tsx'
import { Moment } from '#components/ui/moment.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { FirstMobile } from '#server/overview/list-first-mobiles.ts'

type FirstMobilesProps = { found: readonly FirstMobile[]; nowMs: number; locale: Locale; t: Translator<'home'> }

/** For the branch: a customer who had cards was given a first mobile by core banking; nothing while there is none. */
export function FirstMobiles({ found, nowMs, locale, t }: FirstMobilesProps) {
  return found.map(({ id, customerId, customerName, atMs }) => (
    <Banner
      key={id}
      tone="warn"
      action={<TextLink href={`/customers/${customerId}`}>{t('firstMobiles.open')}</TextLink>}
    >
      <strong className="font-semibold">
        {t('firstMobiles.title')}: <bdi>{customerName}</bdi>
      </strong>
      {' · '}
      <Moment atMs={atMs} as="relative" nowMs={nowMs} locale={locale} />
      <br />
      {t('firstMobiles.text')}
    </Banner>
  ))
}
