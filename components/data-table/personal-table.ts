import type { ReactNode } from 'react'
import type { Translator } from '#components/locale/translator.ts'

/** What a page gives a table that each person arranges: what they kept, and how it is kept. */
export type PersonalTable = {
  keptView: string | undefined
  keepView: (text: string) => Promise<void>
  t: Translator<'table'>
}

/** A row whose cells the server has drawn, by the keys of the columns. */
export type DrawnRow = { id: string; href: string; isCurrent: boolean; cells: Readonly<Record<string, ReactNode>> }
