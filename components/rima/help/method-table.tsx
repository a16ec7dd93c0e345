import help from '#messages/rima-help.fa.json' with { type: 'json' }

const [, sms, app] = help.choose.columns

/** On a phone each row stands by itself with its two answers named; on a wide screen it is a table of three columns. */
export function MethodTable() {
  return (
    <table className="block w-full text-[0.98rem] leading-8 sm:table">
      <thead className="sr-only sm:not-sr-only sm:table-header-group">
        <tr className="border-b border-line text-start">
          {help.choose.columns.map((column) => (
            <th key={column} scope="col" className="py-2 pe-4 text-start font-semibold">
              {column || <span className="sr-only">{help.choose.title}</span>}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="block sm:table-row-group">
        {help.choose.rows.map(([question, bySms, byApp]) => (
          <tr key={question} className="block border-b border-line py-3 align-top sm:table-row sm:py-0">
            <th scope="row" className="block pe-4 text-start font-semibold sm:table-cell sm:w-[26%] sm:py-3">
              {question}
            </th>
            <Answer name={sms}>{bySms}</Answer>
            <Answer name={app}>{byApp}</Answer>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Answer({ name, children }: { name: string | undefined; children: string | undefined }) {
  return (
    <td className="block pe-4 text-ink-2 sm:table-cell sm:py-3">
      <span aria-hidden="true" className="font-medium text-ink sm:hidden">
        {name}:{' '}
      </span>
      {children}
    </td>
  )
}
