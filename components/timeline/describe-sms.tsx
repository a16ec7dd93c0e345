import type { ReactNode } from 'react'
import { formatDuration } from '#components/format/format-duration.ts'
import type { DescribeInput } from '#components/timeline/describe-payment.tsx'
import { noticeKinds } from '#domain/text/notice-text.ts'

const templates = ['registration_code', 'activation_token', 'otp', 'proof_code', 'notice'] as const
const states = ['queued', 'accepted', 'delivered', 'failed', 'rejected', 'expired'] as const

/** «پیامک رمز پس از ۶۱ ثانیه تحویل شد» */
export function describeSms({ facts, locale, t }: Omit<DescribeInput, 'reasonTitle'>): ReactNode {
  const template = templates.find((each) => each === facts.template) ?? 'notice'
  const state = states.find((each) => each === facts.state) ?? 'queued'
  const notice = noticeKinds.find((each) => each === facts.notice)
  const isUntold = state === 'accepted' && facts.provider === null
  const lengthSeconds = (state === 'accepted' ? facts.acceptedSeconds : facts.endedSeconds) ?? 0
  return (
    <>
      {t(`timeline.templates.${template}`)}
      {notice ? ` ${t('timeline.notice', { notice: t(`timeline.notices.${notice}`) })}` : null}{' '}
      {t(`timeline.smsStates.${isUntold ? 'acceptedUntold' : state}`, {
        isAtOnce: String(Math.round(lengthSeconds) === 0),
        seconds: formatDuration(lengthSeconds, locale),
      })}
    </>
  )
}
