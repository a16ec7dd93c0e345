import type { ApprovalTexts } from '#components/approvals/approval-words.ts'
import { sayFigure } from '#components/settings/say-figure.ts'
import { Banner } from '#components/ui/banner.tsx'
import { defaultPolicy, type PolicyKey } from '#domain/operator/policy.ts'
import type { ApprovalDetail } from '#server/approvals/read-approval.ts'

type Change = ApprovalDetail['changes'][number]

const facts = [
  'status',
  'enrollments',
  'lock',
  'untilMs',
  'suspended',
  'cardStatus',
  'mobile',
  'coolingOffUntilMs',
  'latestTokenId',
  'reprints',
  'updatedAtMs',
  'version',
  'isTaken',
  'isDisabled',
  'secretVersion',
  'clientSources',
  'max',
  'maker',
  'subject',
  'refusal',
] as const

/** What has changed since it was asked, or why the request ended without an answer; and what to do now. */
export function ChangedSince({ approval, texts }: { approval: ApprovalDetail; texts: ApprovalTexts }) {
  const { state, changes, changedSince } = approval
  const { t } = texts
  if (state === 'open' && changedSince.length === 0) return null
  if (state !== 'open' && state !== 'stale' && state !== 'expired') return null
  const said = [...new Set([...changes, ...changedSince].map((change) => sayChange(change, texts)))]
  return (
    <Banner tone="warn" className="mx-4.5 my-4">
      {state === 'open' ? t('changed.sinceText') : t(`why.${state}`)}
      {said.length > 0 ? (
        <>
          <span className="mt-2 block font-semibold">{t(state === 'open' ? 'changed.since' : 'changed.title')}</span>
          <ul className="list-disc ps-4">
            {said.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </>
      ) : null}
    </Banner>
  )
}

/** A figure of the policy with its values; of a record only what it is that changed, which the record itself tells. */
function sayChange({ fact, was, is }: Change, { t, settings, locale }: ApprovalTexts): string {
  const known = facts.find((each) => each === fact)
  if (known) return t(`changed.facts.${known}`)
  if (!(fact in defaultPolicy)) return t('changed.other')
  const name = settings(`policy.names.${fact as PolicyKey}`)
  if (typeof was !== 'number' || typeof is !== 'number') return name
  const say = (value: number): string => sayFigure(fact, value, locale, settings)
  return t('changed.to', { fact: name, was: say(was), is: say(is) })
}
