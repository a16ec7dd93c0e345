import type { ReactNode } from 'react'
import { sayFigureChange } from '#components/audit/say-figure-change.ts'
import { TextDiff } from '#components/catalogue/text-diff.tsx'
import { formatCount } from '#components/format/format-amount.ts'
import type { Locale } from '#components/locale/locale.ts'
import type { Translator } from '#components/locale/translator.ts'
import type { Description } from '#components/ui/description-list.tsx'
import { Code, Digits } from '#components/ui/digits.tsx'
import { Moment } from '#components/ui/moment.tsx'
import { reasons as knownReasons, type Reason } from '#domain/reason/reason.ts'

export type DataWords = {
  t: Translator<'audit'>
  reasons: Translator<'reasons'>
  verifications: Translator<'verifications'>
  settings: Translator<'settings'>
  catalogue: Translator<'catalogueSettings'>
}

const isReason = (value: string): value is Reason => (knownReasons as readonly string[]).includes(value)
const worded = {
  pinKind: { group: 'pinKinds', values: ['first', 'second'] },
  method: { group: 'methods', values: ['sms', 'app', 'none'] },
  outcome: { group: 'outcomes', values: ['accepted', 'rejected'] },
} as const

/** Members that name a way of finding, a part of a customer, or what a complaint was and came to. */
const told: ReadonlySet<string> = new Set([
  'kinds',
  'field',
  'by',
  'complaintKind',
  'complaintOutcome',
  'act',
  'subjectKind',
  'checkerRole',
  'changes',
  'ceilingKind',
  'browser',
  'why',
])

/** What an act left besides who, whom and why: each member under a name and in a form that a person reads. */
export function listAuditData(data: Record<string, unknown>, locale: Locale, words: DataWords): Description[] {
  return Object.entries(data).flatMap(([name, value]) =>
    value === null || value === undefined || value === ''
      ? []
      : [{ key: `data-${name}`, term: termOf(name, words.t), value: draw(name, value, locale, words) }],
  )
}

function termOf(name: string, t: Translator<'audit'>): ReactNode {
  const key = `data.${name}` as 'data.last4'
  return t.has(key) ? t(key) : <Code>{name}</Code>
}

function draw(name: string, value: unknown, locale: Locale, words: DataWords): ReactNode {
  const { t, reasons, verifications, settings, catalogue } = words
  if (typeof value === 'boolean') return value ? t('words.yes') : t('words.no')
  if (typeof value === 'number') {
    return name.endsWith('Ms') ? <Moment atMs={value} locale={locale} /> : formatCount(value, locale)
  }
  if (told.has(name) && Array.isArray(value))
    return value.map((each) => tell(String(each), t)).join(locale === 'fa' ? '، ' : ', ')
  if (name === 'differences' && Array.isArray(value)) {
    return value.map((change) => (
      <span key={change.key} className="block">
        {sayFigureChange(change, locale, settings)}
      </span>
    ))
  }
  if (name === 'wording' && Array.isArray(value)) return <TextDiff differences={value} t={catalogue} />
  if (typeof value !== 'string') return <Code className="text-xs wrap-anywhere">{JSON.stringify(value)}</Code>
  if (told.has(name)) return tell(value, t)
  const known = worded[name as keyof typeof worded]
  if (known && (known.values as readonly string[]).includes(value)) {
    return verifications(`${known.group}.${value}` as 'pinKinds.first')
  }
  if (name === 'kind' && settings.has(`kinds.${value}` as 'kinds.gateway'))
    return settings(`kinds.${value}` as 'kinds.gateway')
  if (name === 'reason' && isReason(value)) return reasons(`${value}.title`)
  return /^\d+$/.test(value) ? <Digits value={value} locale={locale} /> : value
}

function tell(value: string, t: Translator<'audit'>): string {
  const key = `values.${value}` as 'values.mobile'
  return t.has(key) ? t(key) : value
}
