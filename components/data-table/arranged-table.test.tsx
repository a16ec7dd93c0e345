import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { ArrangedTable } from '#components/data-table/arranged-table.tsx'
import { labelPersonalTable } from '#components/data-table/personal-table-labels.ts'
import { parseTableView } from '#components/data-table/table-view.ts'
import { LocaleProvider } from '#components/locale/locale-provider.tsx'
import type { Translator } from '#components/locale/translator.ts'

const columns = ['time', 'result', 'card'].map((key) => ({ key, header: `the ${key}` }))
const t = ((key: string) => key) as unknown as Translator<'table'>
const rows = ['a', 'b'].map((id) => ({
  id,
  href: `/verifications?open=${id}`,
  isCurrent: id === 'b',
  cells: { time: `time of ${id}`, result: `result of ${id}`, card: `card of ${id}` },
}))

test('a table nobody has arranged is drawn on the server with every column in its place', () => {
  const page = draw('')
  expect(headsOf(page)).toEqual(['the time', 'the result', 'the card'])
  expect(cellsOf(page)).toEqual(['time of a', 'result of a', 'card of a', 'time of b', 'result of b', 'card of b'])
  expect(page).not.toContain('<col ')
})

test('what a person arranged is drawn so from the first byte, and the link stays with its column', () => {
  const page = draw('order=result.card.time&hidden=card&widths=result-300.time-100&density=compact')
  expect(headsOf(page)).toEqual(['the result', 'the time'])
  expect(cellsOf(page)).toEqual(['result of a', 'time of a', 'result of b', 'time of b'])
  expect(page.match(/<a [^>]*href="\/verifications\?open=a"[^>]*>([^<]*)</)?.[1]).toBe('time of a')
  expect([...page.matchAll(/<col style="width:([^"]*)"/g)].map(([, width]) => width)).toEqual(['75%', '25%'])
  expect(page).toContain('data-density="compact"')
})

test('with every column hidden the rows can still be opened', () => {
  expect(cellsOf(draw('hidden=time.result.card'))).toEqual(['time of a', 'time of b'])
})

function draw(kept: string): string {
  const view = parseTableView(
    kept,
    columns.map(({ key }) => key),
  )
  const labels = labelPersonalTable(columns, t)
  return renderToStaticMarkup(
    <LocaleProvider locale="fa">
      <ArrangedTable
        caption="rows"
        columns={columns}
        rows={rows}
        keptView={view}
        keepView={async () => undefined}
        labels={labels}
      />
    </LocaleProvider>,
  )
}

function headsOf(page: string): string[] {
  return [...page.matchAll(/<th [^>]*>([^<]*)/g)].map(([, text]) => text ?? '')
}

function cellsOf(page: string): string[] {
  return [...page.matchAll(/<td [^>]*>(?:<a [^>]*>)?([^<]*)/g)].map(([, text]) => text ?? '')
}
