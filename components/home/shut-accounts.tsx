import type { Locale } from '#components/locale/locale.ts'
import type { Translator } from '#components/locale/translator.ts'
import { Banner } from '#components/ui/banner.tsx'
import { Code } from '#components/ui/digits.tsx'
import { Moment } from '#components/ui/moment.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { ShutAccount } from '#server/overview/list-shut-accounts.ts'

type ShutAccountsProps = { accounts: readonly ShutAccount[]; nowMs: number; locale: Locale; t: Translator<'home'> }

/** «ورود از مرورگرهای ناآشنا بسته شد: …», for who looks after the staff; nothing while there was none. */
export function ShutAccounts({ accounts, nowMs, locale, t }: ShutAccountsProps) {
  return accounts.map(({ operatorId, name, username, atMs, lockedUntilMs }) => (
    <Banner key={operatorId} tone="warn" action={<TextLink href="/settings/staff">{t('shut.see')}</TextLink>}>
      <strong className="font-semibold">
        {t('shut.title')} <bdi>{name}</bdi> (<Code>{username}</Code>)
      </strong>
      <br />
      <Moment atMs={atMs} locale={locale} />
      {' · '}
      {lockedUntilMs !== null && lockedUntilMs > nowMs ? (
        <>
          {t('shut.until')} <Moment atMs={lockedUntilMs} as="time" locale={locale} />
        </>
      ) : (
        t('shut.over')
      )}
      {' · '}
      {t('shut.text')}
    </Banner>
  ))
}
