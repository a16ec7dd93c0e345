import type { ComplaintKind, ComplaintOutcome } from '#domain/complaint/complaint.ts'

export type ComplaintStep = {
  /** Minutes after opening. */
  after: number
  by: string
  kind: 'noted' | 'assigned' | 'closed' | 'reopened'
  note?: string
  to?: string
  outcome?: ComplaintOutcome
}
export type ComplaintPlan = {
  kind: ComplaintKind
  /** How a payment ended that it is about; or of a customer alone, or of a caller without a record. */
  about: string
  minutesAgo: number
  by: string
  note?: string
  steps: readonly ComplaintStep[]
}

const HOUR = 60

/** Waiting, late, with somebody, answered, and taken up again. */
export const complaintPlans: readonly ComplaintPlan[] = [
  { kind: 'code_refused', about: 'code_expired', minutesAgo: 26 * HOUR, by: 'support1', steps: [] },
  {
    kind: 'not_me',
    about: 'accepted',
    minutesAgo: 6 * HOUR,
    by: 'support1',
    steps: [
      { after: 3, by: 'support1', kind: 'noted', note: 'می‌گوید کارت و گوشی همیشه نزد خودش بوده است.' },
      { after: 5, by: 'support1', kind: 'assigned', to: 'fraud1' },
    ],
  },
  {
    kind: 'sms_not_received',
    about: 'customer',
    minutesAgo: 3 * HOUR,
    by: 'clerk1',
    note: 'از صبح هیچ پیامک رمزی نگرفته؛ خط را تازه عوض کرده است.',
    steps: [{ after: 1, by: 'clerk1', kind: 'assigned', to: 'support1' }],
  },
  {
    kind: 'app_will_not_install',
    about: 'nobody',
    minutesAgo: 70,
    by: 'support1',
    note: 'پروندهٔ گرفته‌شده باز نمی‌شود؛ اندروید ۷ دارد.',
    steps: [],
  },
  {
    kind: 'code_refused',
    about: 'amount_mismatch',
    minutesAgo: 74 * HOUR,
    by: 'support1',
    steps: [
      {
        after: 40,
        by: 'support1',
        kind: 'closed',
        outcome: 'explained',
        note: 'گفته شد که مبلغ پس از گرفتن رمز عوض شده بود؛ با رمز تازه پرداخت شد.',
      },
    ],
  },
  {
    kind: 'sms_not_received',
    about: 'customer',
    minutesAgo: 9 * 24 * HOUR,
    by: 'clerk1',
    note: 'دو بار دکمه را زده و پیامکی نیامده است.',
    steps: [
      { after: 10, by: 'clerk1', kind: 'assigned', to: 'support1' },
      {
        after: 5 * HOUR,
        by: 'support1',
        kind: 'closed',
        outcome: 'code_sent_again',
        note: 'پیامک اپراتور کند بود؛ رمز دوباره رسید.',
      },
    ],
  },
  {
    kind: 'code_refused',
    about: 'code_mismatch',
    minutesAgo: 52 * HOUR,
    by: 'support1',
    steps: [
      {
        after: 90,
        by: 'support1',
        kind: 'closed',
        outcome: 'no_fault_found',
        note: 'رمز را از پیامک دیگری خوانده بود.',
      },
      { after: 47 * HOUR, by: 'clerk1', kind: 'reopened', note: 'همان کارت امروز هم رد شد؛ مشتری پای باجه است.' },
    ],
  },
]
