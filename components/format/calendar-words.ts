import type { Locale } from '#components/locale/locale.ts'
import en from '#messages/calendar.en.json' with { type: 'json' }
import fa from '#messages/calendar.fa.json' with { type: 'json' }

export function calendarWords(locale: Locale): typeof fa {
  return locale === 'fa' ? fa : en
}

export function fill(template: string, values: Record<string, string>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')
}
