import type { GuardCounters } from '#domain/verification/verification-types.ts'
import type { Pool } from '#server/database.ts'
import { restoreSource, type StoredSource } from '#server/guards/source-json.ts'
import type {
  ActivationRow,
  FinalTables,
  GuardRow,
  Look,
  OtpRequestRow,
  OutcomeRow,
  VerificationRow,
} from './history.ts'

const countersSql = `json_build_object('runCount', g.run_count, 'heldCount', g.held_count, 'dayCount', g.day_count, 'day', g.day,
  'closingStep', g.closing_step, 'appClosedUntilMs', (extract(epoch FROM g.app_closed_until) * 1000)::int8,
  'allClosedUntilMs', (extract(epoch FROM g.all_closed_until) * 1000)::int8,
  'heldSinceMs', (extract(epoch FROM g.held_since) * 1000)::int8,
  'lastCountedAtMs', (extract(epoch FROM g.last_counted_at) * 1000)::int8, 'sources', g.sources) AS counters`

type Stored<Row extends { counters: GuardCounters }> = Omit<Row, 'counters'> & {
  counters: Omit<GuardCounters, 'sources'> & { sources: StoredSource[] }
}

function restore<Row extends { counters: GuardCounters }>({ counters, ...row }: Stored<Row>): Row {
  return { ...row, counters: { ...counters, sources: counters.sources.map(restoreSource) } } as unknown as Row
}

type Run = { clientId: string; guardIds: readonly string[] }

/** All that one gateway's calls left, and the guards of its cards, as of one instant. */
export async function readFinalTables(owner: Pool, { clientId, guardIds }: Run): Promise<FinalTables> {
  const sql = await owner.connect()
  try {
    await sql.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    const read = async <Row extends object>(text: string, of: unknown): Promise<Row[]> =>
      (await sql.query<Row>(text, [of])).rows
    const tables: FinalTables = {
      verifications: await read<VerificationRow>(
        `SELECT id, xid::text::int8 AS xid, at AS "atMs", guard_id AS "guardId", channel_client_id AS "clientId", outcome, reason, response_code AS "responseCode",
           counted, method, otp_request_id AS "otpRequestId", activation_id AS "activationId", attempts_left AS "attemptsLeft"
         FROM verification WHERE channel_client_id = $1`,
        clientId,
      ),
      outcomes: await read<OutcomeRow>(
        `SELECT request_id AS "requestId", status, body->>'verificationId' AS "verificationId" FROM request_outcome WHERE client_id = $1`,
        clientId,
      ),
      guards: (
        await read<Stored<GuardRow>>(
          `SELECT g.id, g.version, ${countersSql} FROM guard g WHERE g.id = ANY($1::uuid[])`,
          guardIds,
        )
      ).map((row) => restore<GuardRow>(row)),
      otpRequests: await read<OtpRequestRow>(
        'SELECT id, state, tries FROM otp_request WHERE channel_client_id = $1',
        clientId,
      ),
      activations: await read<ActivationRow>(
        `SELECT id, last_time_step AS "lastTimeStep", drift_steps AS "driftSteps", drift_run AS "driftRun" FROM activation
         WHERE card_id IN (SELECT card_id FROM guard WHERE id = ANY($1::uuid[]))`,
        guardIds,
      ),
    }
    await sql.query('COMMIT')
    return tables
  } finally {
    sql.release(true)
  }
}

/** What some guards are at this moment. */
export async function lookAtGuards(owner: Pool, guardIds: readonly string[]): Promise<Look[]> {
  const { rows } = await owner.query<Stored<Look>>(
    `SELECT g.id AS "guardId", g.version, ${countersSql},
       (SELECT max(a.last_time_step) FROM activation a WHERE a.card_id = g.card_id) AS "lastTimeStep"
     FROM guard g WHERE g.id = ANY($1::uuid[])`,
    [guardIds],
  )
  return rows.map((row) => restore<Look>(row))
}
