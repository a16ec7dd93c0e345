import { uuidv7AtMs } from '#domain/text/uuidv7.ts'
import type { AppBindingPatch, GuardCounters, OtpRequestPatch } from '#domain/verification/verification-types.ts'
import type { Sql } from '#server/database.ts'
import { storeSource } from '#server/guards/source-json.ts'
import type { RequestKey } from '#server/requests/request-key.ts'

/** The row of the log, by its columns' names. */
export type VerificationRow = {
  id: string
  at: string
  guard_id: string
  card_id: string | null
  customer_id: string | null
  card_masked: string
  pin_kind: string
  outcome: string
  reason: string
  response_code: string
  counted: boolean
  method: string | null
  enrollment_id: string | null
  activation_id: string | null
  device_id: string | null
  otp_request_id: string | null
  process_type: string | null
  amount: number | null
  merchant_id: string | null
  payee_name: string | null
  terminal_id: string
  account_kind: string | null
  account_masked: string | null
  channel_client_id: string
  client_ip: string | null
  payment_reference: string | null
  requester_id: string | null
  attempts_left: number | null
  details: Record<string, unknown>
}

/** One decided verification: all of it stands, or none. */
export type Verdict = {
  guardId: string
  /** Null where there is no guard yet: it is made with the verdict. */
  guardVersion: number | null
  counters: GuardCounters
  request: Omit<RequestKey, 'nowMs' | 'keptSeconds'> & { atMs: number; keptSinceMs: number }
  answer: Record<string, unknown>
  verification: VerificationRow
  otpRequests: readonly OtpRequestPatch[]
  appBinding: AppBindingPatch | null
}

/** `moved`: the guard, or the client, is not as it was read. `taken`: the request id has an answer already. Neither wrote anything. */
export type Written = 'written' | 'moved' | 'taken'

/*
 * Names in the statement:
 *   asked, a  the verdicts of $1 whose client is still as it was read (l: channel_client)
 *   held, h   those whose guard is held at the version that was read, or has yet to be made
 *   o         answers kept for repeats: one for each request id that was free
 *   moved     guards that were there, moved to their next version
 *   made      guards made for cards that had none
 *   g         moved and made together: whatever is written next joins g
 *   u         OTP requests changed (r: otp_request, p: patches of $3)
 *   b         app bindings changed (a: activation, p: patches)
 *   v         rows of the log (r: rows of $2)
 */
const requestsPart = `, u AS (UPDATE otp_request r SET tries = r.tries + p."triesDelta", state = coalesce(p.state, r.state)
    FROM g JOIN json_to_recordset($3::json)
      AS p("guardId" uuid, id uuid, at timestamptz, "triesDelta" int, state text) ON p."guardId" = g.id WHERE r.at = p.at AND r.id = p.id)`

const bindingPart = (
  place: number,
): string => `, b AS (UPDATE activation a SET last_time_step = p."lastTimeStep", drift_steps = p."driftSteps", drift_run = p."driftRun"
    FROM g JOIN json_to_recordset($${place}::json)
      AS p("guardId" uuid, "activationId" uuid, "lastTimeStep" int8, "driftSteps" int, "driftRun" int) ON p."guardId" = g.id WHERE a.id = p."activationId")`

/**
 * The guard is held first and only at the version that was read (by a function: PostgreSQL 18 crashes when a row that moved
 * is looked at once more in a statement that updates a partitioned table); the request id is taken only for a held guard; the
 * guard moves only for a taken id; and everything else follows from the guard that moved. A card of nobody has no guard
 * before its first try: it is made here, in the place of the move, so that the first try costs what every other does.
 */
const textOf = ({ hold, columns, touchesRequests, touchesBinding }: Shape): string => `
  WITH asked AS (SELECT a.* FROM json_to_recordset($1::json) AS a("guardId" uuid, "pinKind" text, version int8, "runCount" int, "heldCount" int,
      "dayCount" int, day text, "closingStep" int, "appClosedUntil" timestamptz, "allClosedUntil" timestamptz,
      "heldSince" timestamptz, "lastCountedAt" timestamptz, sources jsonb, "newSpent" int, "knownSpent" int, "clientId" text, "requestId" text, "bodyMac" text, answer json,
      at timestamptz, "keptSince" timestamptz, "clientRevision" int)
    WHERE a."clientRevision" IS NULL OR (SELECT l.revision = a."clientRevision" AND l.disabled_at IS NULL
      FROM channel_client l WHERE l.id = a."clientId")),
  held AS (SELECT * FROM asked WHERE version IS NULL OR ${hold}("guardId", version)),
  o AS (INSERT INTO request_outcome (client_id, request_id, body_mac, status, body, created_at)
    SELECT "clientId", "requestId", decode("bodyMac", 'hex'), 200, answer, at FROM held
    ON CONFLICT (client_id, request_id) DO UPDATE SET body_mac = EXCLUDED.body_mac, status = EXCLUDED.status,
      body = EXCLUDED.body, created_at = EXCLUDED.created_at
    WHERE request_outcome.created_at < (SELECT min("keptSince") FROM asked)
    RETURNING client_id, request_id),
  moved AS (UPDATE guard SET version = guard.version + 1, run_count = h."runCount", held_count = h."heldCount",
      day_count = h."dayCount", day = h.day, closing_step = h."closingStep", app_closed_until = h."appClosedUntil",
      all_closed_until = h."allClosedUntil", held_since = h."heldSince", last_counted_at = h."lastCountedAt",
      sources = h.sources, new_spent = h."newSpent", known_spent = h."knownSpent"
    FROM held h JOIN o ON o.client_id = h."clientId" AND o.request_id = h."requestId"
    WHERE guard.id = h."guardId" AND guard.version = h.version RETURNING guard.id),
  made AS (INSERT INTO guard (id, pin_kind, card_status, version, run_count, held_count, day_count, day, closing_step,
      app_closed_until, all_closed_until, held_since, last_counted_at, sources, new_spent, known_spent)
    SELECT h."guardId", h."pinKind", 'unknown', 1, h."runCount", h."heldCount", h."dayCount", h.day, h."closingStep",
      h."appClosedUntil", h."allClosedUntil", h."heldSince", h."lastCountedAt", h.sources, h."newSpent", h."knownSpent"
    FROM held h JOIN o ON o.client_id = h."clientId" AND o.request_id = h."requestId" WHERE h.version IS NULL
    ORDER BY 1 RETURNING id),
  g AS (SELECT id FROM moved UNION ALL SELECT id FROM made)
  ${touchesRequests ? requestsPart : ''}${touchesBinding ? bindingPart(touchesRequests ? 4 : 3) : ''},
  v AS (INSERT INTO verification (${columns.join(', ')}) SELECT ${columns.map((column) => `r.${column}`).join(', ')}
    FROM g JOIN json_populate_recordset(NULL::verification, $2::json) r ON r.guard_id = g.id)
  SELECT h."guardId", g.id IS NOT NULL AS written FROM held h LEFT JOIN g ON g.id = h."guardId"`

type Shape = {
  hold: 'hold_guard' | 'hold_free_guard'
  columns: string[]
  touchesRequests: boolean
  touchesBinding: boolean
}

/**
 * Writes verdicts on different guards in one commit. A guard that someone else holds is passed over as `moved`, so that
 * nobody waits for another's card.
 */
export async function writeVerdicts(sql: Sql, verdicts: readonly Verdict[]): Promise<Written[]> {
  return await write(sql, verdicts, 'hold_free_guard')
}

/** Writes one verdict, and waits for whoever holds its guard. */
export async function writeVerdict(sql: Sql, verdict: Verdict): Promise<Written> {
  const [written] = await write(sql, [verdict], 'hold_guard')
  return written ?? 'moved'
}

/** A guard that another made in between spoils a whole batch, whose verdicts are then written one by one. */
async function write(sql: Sql, verdicts: readonly Verdict[], hold: Shape['hold']): Promise<Written[]> {
  try {
    return await writeAll(sql, verdicts, hold)
  } catch (error) {
    const { code, constraint } = error as { code?: string; constraint?: string }
    if (verdicts.length === 1 && code === '23505' && constraint === 'guard_pkey') return ['moved']
    throw error
  }
}

async function writeAll(sql: Sql, verdicts: readonly Verdict[], hold: Shape['hold']): Promise<Written[]> {
  const requests = verdicts.flatMap(listRequestPatches)
  const bindings = verdicts.flatMap(listBindingPatches)
  const columns = Object.keys(verdicts[0]?.verification ?? {})
  const shape = { hold, columns, touchesRequests: requests.length > 0, touchesBinding: bindings.length > 0 }
  const { rows } = await sql.query<{ guardId: string; written: boolean }>({
    name: `write_verdicts_${hold === 'hold_guard' ? 'wait' : 'skip'}_${shape.touchesRequests}_${shape.touchesBinding}`,
    text: textOf(shape),
    values: [
      JSON.stringify(verdicts.map(toAsked)),
      JSON.stringify(verdicts.map(({ verification }) => verification)),
      ...(shape.touchesRequests ? [JSON.stringify(requests)] : []),
      ...(shape.touchesBinding ? [JSON.stringify(bindings)] : []),
    ],
  })
  const byGuard = new Map(rows.map(({ guardId, written }) => [guardId, written]))
  return verdicts.map(({ guardId }) => {
    const written = byGuard.get(guardId)
    if (written === undefined) return 'moved'
    return written ? 'written' : 'taken'
  })
}

function toAsked({ guardId, guardVersion, counters, request, answer, verification }: Verdict): Record<string, unknown> {
  const { appClosedUntilMs, allClosedUntilMs, heldSinceMs, lastCountedAtMs, sources, ...counts } = counters
  return {
    guardId,
    pinKind: verification.pin_kind,
    version: guardVersion,
    ...counts,
    appClosedUntil: instant(appClosedUntilMs),
    allClosedUntil: instant(allClosedUntilMs),
    heldSince: instant(heldSinceMs),
    lastCountedAt: instant(lastCountedAtMs),
    sources: sources.map(storeSource),
    newSpent: sources.reduce((sum, { spent, spentBefore }) => sum + spent + spentBefore, 0),
    knownSpent: sources.reduce((sum, { spentKnown }) => sum + spentKnown, 0),
    clientId: request.clientId,
    clientRevision: request.clientRevision,
    requestId: request.requestId,
    bodyMac: request.bodyMac.toString('hex'),
    answer,
    at: instant(request.atMs),
    keptSince: instant(request.keptSinceMs),
  }
}

function listRequestPatches({ guardId, otpRequests }: Verdict): Record<string, unknown>[] {
  return otpRequests.map((patch) => ({ guardId, ...patch, at: instant(uuidv7AtMs(patch.id)) }))
}

function listBindingPatches({ guardId, appBinding }: Verdict): Record<string, unknown>[] {
  return appBinding === null ? [] : [{ guardId, ...appBinding }]
}

function instant(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString()
}
