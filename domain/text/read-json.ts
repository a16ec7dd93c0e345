/** A number of a JSON text that is not written as a JavaScript number is: `1e3`, `1.0`, `-0`, more digits than are held. */
export class JsonNumber {
  readonly source: string
  constructor(source: string) {
    this.source = source
  }
}

export type ReadJson = { ok: true; json: unknown } | { ok: false }

/**
 * JSON (RFC 8259) without loss: a number whose text is not what it would be written as again is a `JsonNumber`. Not ok:
 * what is no JSON, and an object that has one name twice (RFC 7493 §2.3).
 */
export function readJson(text: string): ReadJson {
  try {
    const json: unknown = JSON.parse(text)
    const { names, isPlain } = lookThrough(text)
    if (names !== countMembers(json)) return { ok: false }
    return { ok: true, json: isPlain ? json : parseBySource(text, keepSource) }
  } catch {
    return { ok: false }
  }
}

const QUOTE = 0x22
const BACKSLASH = 0x5c
const COLON = 0x3a
const MINUS = 0x2d
/** So many digits never exceed 2⁵³. */
const SAFE_LENGTH = 15

/** How many members a valid JSON text names, those named twice too, and whether all its numbers are plain short integers. */
function lookThrough(text: string): { names: number; isPlain: boolean } {
  let names = 0
  let isPlain = true
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) at = endOfString(text, at)
    else if (code === COLON) names += 1
    else if (code === MINUS || isDigit(code)) {
      const end = endOfNumber(text, at)
      if (end - at > SAFE_LENGTH || code === MINUS || !isInteger(text, at, end)) isPlain = false
      at = end - 1
    }
  }
  return { names, isPlain }
}

function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); ; end = text.indexOf('"', end + 1)) {
    let before = end - 1
    while (text.charCodeAt(before) === BACKSLASH) before -= 1
    if ((end - before) % 2 === 1) return end
  }
}

function endOfNumber(text: string, start: number): number {
  let end = start + 1
  while (end < text.length && isOfNumber(text.charCodeAt(end))) end += 1
  return end
}

function isInteger(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (!isDigit(text.charCodeAt(at))) return false
  return true
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39
}

/** Digits, `+`, `-`, `.`, `E`, `e`. */
function isOfNumber(code: number): boolean {
  return isDigit(code) || code === 0x2b || code === MINUS || code === 0x2e || code === 0x45 || code === 0x65
}

/** Members of all objects in it. By a list and not by recursion: a body may be as deep as it is long. */
function countMembers(json: unknown): number {
  let members = 0
  const waiting: unknown[] = [json]
  while (waiting.length > 0) {
    const value = waiting.pop()
    if (typeof value !== 'object' || value === null) continue
    const isList = Array.isArray(value)
    const values: unknown[] = isList ? value : Object.values(value)
    if (!isList) members += values.length
    for (const each of values) if (typeof each === 'object') waiting.push(each)
  }
  return members
}

// TypeScript's library does not know of the source yet (ECMAScript 2026).
const parseBySource = JSON.parse as (text: string, keep: typeof keepSource) => unknown

function keepSource(_name: string, value: unknown, { source }: { source?: string }): unknown {
  if (typeof value !== 'number' || source === undefined) return value
  return String(value) === source ? value : new JsonNumber(source)
}
