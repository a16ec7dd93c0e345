'use client'

import { useLocale } from '#components/locale/locale-provider.tsx'
import { Button } from '#components/ui/button.tsx'
import { Problem } from '#components/ui/problem.tsx'
import failureEn from '#messages/failure.en.json' with { type: 'json' }
import failureFa from '#messages/failure.fa.json' with { type: 'json' }

export default function ErrorPage({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  const texts = useLocale() === 'fa' ? failureFa : failureEn
  return (
    <main>
      <title>{texts.errorTitle}</title>
      <Problem
        title={texts.errorTitle}
        text={texts.errorText}
        detail={
          error.digest ? (
            <>
              {texts.errorId}: <bdi dir="ltr">{error.digest}</bdi>
            </>
          ) : null
        }
        action={
          <Button variant="primary" onClick={retry}>
            {texts.errorAction}
          </Button>
        }
      />
    </main>
  )
}
