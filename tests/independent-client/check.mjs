import { isDeepStrictEqual } from 'node:util'

let passed = 0
const failures = []

/** `expected` names the members that must be equal; a function judges, a RegExp matches. */
export function check(what, actual, expected) {
  const wrong = Object.entries(expected).filter(([name, value]) => !fits(actual?.[name], value))
  if (wrong.length === 0) {
    passed += 1
    return
  }
  const found = Object.fromEntries(wrong.map(([name]) => [name, actual?.[name]]))
  failures.push(`${what}: expected ${wrong.map(([name, value]) => `${name} ${show(value)}`)}, found ${show(found)}`)
}

/** A problem as §3 writes it. */
export function checkProblem(what, answer, { status, code, requestId, ...members }) {
  check(what, answer, { status })
  check(
    `${what}: type of content`,
    { type: answer.headers.get('content-type') },
    { type: /^application\/problem\+json/ },
  )
  check(`${what}: date`, { date: answer.headers.get('date') }, { date: (date) => Date.parse(date) > 0 })
  const retryAfter = status === 429 || status === 503 ? /^[1-9][0-9]*$/ : null
  check(`${what}: Retry-After`, { retryAfter: answer.headers.get('retry-after') }, { retryAfter })
  check(what, answer.body, {
    ...{
      type: `urn:ramzban:problem:${code}`,
      code,
      status,
      title: (title) => typeof title === 'string' && title !== '',
    },
    ...(requestId === undefined ? {} : { requestId }),
    ...members,
  })
  check(
    `${what}: nothing inside shows`,
    { text: answer.text },
    { text: (text) => !/node_modules|Error:|\bat /.test(text) },
  )
}

export function report() {
  for (const failure of failures) console.error(`not as written: ${failure}`)
  console.log(`${passed} checks as written, ${failures.length} not`)
  return failures.length === 0 ? 0 : 1
}

function fits(actual, expected) {
  if (expected instanceof RegExp) return typeof actual === 'string' && expected.test(actual)
  return typeof expected === 'function' ? Boolean(expected(actual)) : isDeepStrictEqual(actual, expected)
}

function show(value) {
  if (value instanceof RegExp || typeof value === 'function') return String(value)
  return JSON.stringify(value, (_, inner) => (inner instanceof RegExp ? String(inner) : inner))
}
