'use client'

import { useLocale } from '#components/locale/locale-provider.tsx'
import { Button } from '#components/ui/button.tsx'
import { Problem } from '#components/ui/problem.tsx'
import failureEn from '#messages/failure.en.json' with { type: 'json' }
import failureFa from '#messages/failure.fa.json' with { type: 'json' }

type FailedPageProps = { error: Error & { digest?: string }; retry: () => void }

/** What stands in place of a page that broke. It never shows the error's own words. */
export function FailedPage({ error, retry }: FailedPageProps) {
  const texts = useLocale() === 'fa' ? failureFa : failureEn
  const detail = error.digest ? (
    <>
      {texts.errorId}: <bdi dir="ltr">{error.digest}</bdi>
    </>
  ) : null
  return (
    <>
      <title>{texts.errorTitle}</title>
      <Problem
        title={texts.errorTitle}
        text={texts.errorText}
        detail={detail}
        action={
          <Button variant="primary" onClick={retry}>
            {texts.errorAction}
          </Button>
        }
      />
    </>
  )
}
