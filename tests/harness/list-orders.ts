import ts from 'typescript'
import { listProjectFiles, readProjectFile } from './project-files.ts'

/** One expression of one ORDER BY of the product, without its direction. */
export type OrderItem = { file: string; item: string }

const ours = /^(app|channel|components|domain|prisma|scripts|server|worker)\/.*\.(ts|tsx|sql)$/
const ends = /^(LIMIT|OFFSET|FOR UPDATE|FETCH|RETURNING|ON CONFLICT|UNION|ROWS|RANGE)\b/i

export function listOrders(): OrderItem[] {
  const files = listProjectFiles(ours).filter((file) => !/\.test\.tsx?$|^prisma\/generated/.test(file))
  return files.flatMap((file) => readOrders(file, readProjectFile(file)))
}

export function readOrders(file: string, source: string): OrderItem[] {
  const statements = file.endsWith('.sql') ? [source] : literalsOf(file, source)
  return statements.flatMap((statement) =>
    [...statement.matchAll(/\bORDER\s+BY\s/gi)].flatMap(({ index, 0: words }) =>
      itemsOf(statement.slice(index + words.length)).map((item) => ({ file, item })),
    ),
  )
}

/** Every string of a file, the holes of a template as `{…}`. */
function literalsOf(file: string, source: string): string[] {
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) found.push(node.text)
    if (ts.isTemplateExpression(node)) {
      const spans = node.templateSpans.map(({ expression, literal }) => `{${holeOf(expression)}}${literal.text}`)
      found.push([node.head.text, ...spans].join(''))
    }
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true))
  return found
}

const holeOf = (expression: ts.Expression): string => (ts.isIdentifier(expression) ? expression.text : '…')

/** Cuts at the commas of the clause's own level, as far as the clause goes. */
function itemsOf(rest: string): string[] {
  const items: string[] = []
  let [depth, from, end] = [0, 0, 0]
  for (; end < rest.length; end += 1) {
    const letter = rest[end]
    if (letter === "'") end = Math.max(end, rest.indexOf("'", end + 1))
    else if (letter === '(') depth += 1
    else if (letter === ')') depth -= 1
    if (
      depth < 0 ||
      (depth === 0 && (letter === ';' || (/\s/.test(rest[end - 1] ?? '') && ends.test(rest.slice(end)))))
    )
      break
    if (depth > 0 || letter !== ',') continue
    items.push(rest.slice(from, end))
    from = end + 1
  }
  return [...items, rest.slice(from, end)].map(plainItem).filter((item) => item !== '')
}

function plainItem(item: string): string {
  return item
    .replace(/\s+/g, ' ')
    .replace(/ (NULLS (FIRST|LAST)|ASC|DESC|\{(direction|order)\})(?= |$)/gi, '')
    .trim()
}
