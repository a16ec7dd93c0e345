import type { SourceCounters } from '#domain/verification/verification-types.ts'

/** A source as the guard's row keeps it: what is nothing is left out. */
export type StoredSource = {
  i: string
  p: string
  r?: number
  s?: number
  u?: number
  a?: number
  n?: number
  b?: number
  k?: number
  g?: number
}

export function storeSource(source: SourceCounters): StoredSource {
  const {
    id,
    place,
    runCount,
    closingStep,
    appClosedUntilMs,
    lastCountedAtMs,
    spent,
    spentBefore,
    spentKnown,
    goodAtMs,
  } = source
  return {
    i: id,
    p: place,
    ...(runCount !== 0 && { r: runCount }),
    ...(closingStep !== 0 && { s: closingStep }),
    ...(appClosedUntilMs !== null && { u: appClosedUntilMs }),
    ...(lastCountedAtMs !== null && { a: lastCountedAtMs }),
    ...(spent !== 0 && { n: spent }),
    ...(spentBefore !== 0 && { b: spentBefore }),
    ...(spentKnown !== 0 && { k: spentKnown }),
    ...(goodAtMs !== null && { g: goodAtMs }),
  }
}

export function restoreSource({ i, p, r, s, u, a, n, b, k, g }: StoredSource): SourceCounters {
  return {
    id: i,
    place: p,
    runCount: r ?? 0,
    closingStep: s ?? 0,
    appClosedUntilMs: u ?? null,
    lastCountedAtMs: a ?? null,
    spent: n ?? 0,
    spentBefore: b ?? 0,
    spentKnown: k ?? 0,
    goodAtMs: g ?? null,
  }
}
