import type pg from 'pg'

/** A column of a statement's answer as PostgreSQL names it before running anything; `tableId` 0: of no table's column. */
export type DescribedColumn = { name: string; typeId: number; tableId: number; columnId: number }

type Connection = {
  parse: (query: { name: string; text: string; types: number[] }) => void
  describe: (what: { type: 'S'; name: string }) => void
  sync: () => void
}
type RowDescription = {
  fields: { name: string; dataTypeID: number; tableID: number; columnID: number }[]
}

/** Parses a statement and asks what it answers with; nothing of it is run. */
export function describeStatement(client: pg.Client, text: string): Promise<DescribedColumn[]> {
  return new Promise((resolve, reject) => {
    let columns: DescribedColumn[] = []
    const asked = {
      submit(connection: Connection): void {
        connection.parse({ name: '', text, types: [] })
        connection.describe({ type: 'S', name: '' })
        connection.sync()
      },
      handleRowDescription({ fields }: RowDescription): void {
        columns = fields.map(({ name, dataTypeID, tableID, columnID }) => ({
          name,
          typeId: dataTypeID,
          tableId: tableID,
          columnId: columnID,
        }))
      },
      handleError: reject,
      handleReadyForQuery: () => resolve(columns),
    }
    client.query(asked as unknown as pg.Submittable)
  })
}
