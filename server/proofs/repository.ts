import type { CheckedLevel } from '#domain/operator/act-proofs.ts'
import type { ProofFigures, ProofState, ProofTries } from '#domain/operator/proof.ts'
import { at, type Sql, type Transaction } from '#server/database.ts'

/** One at a time per customer, so that what is counted cannot move before it is acted on. */
export async function takeProofTurn(tx: Transaction, customerId: string): Promise<void> {
  await tx.query({
    name: 'take_proof_turn',
    text: 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))',
    values: [`proof ${customerId}`],
  })
}

type ProofParties = { operatorId: string; customerId: string }
export type CountedTries = ProofTries & { sentInWindow: number; sentInDay: number }

const dayMs = 86_400_000

/**
 * Wrong tries, from when they were typed, and sent codes, with the instants at which the oldest of them stop to count. The
 * tries of one code count together until the last of them is over.
 */
export async function countTries(
  tx: Transaction,
  { operatorId, customerId }: ProofParties,
  { nowMs, figures }: { nowMs: number; figures: ProofFigures },
): Promise<CountedTries> {
  const windowMs = figures.wrongTriesWindowSeconds * 1000
  const validityMs = figures.codeValiditySeconds * 1000
  const { rows } = await tx.query<
    Record<keyof Omit<CountedTries, 'windowOpensAtMs' | 'dayOpensAtMs'>, number> & Oldest
  >({
    name: 'count_proof_tries',
    text: `SELECT coalesce(sum(wrong_tries) FILTER (WHERE operator_id = $2 AND last_wrong_at > $3), 0)::int AS "wrongInWindow",
             coalesce(sum(wrong_tries) FILTER (WHERE last_wrong_at > $4), 0)::int AS "wrongInDay",
             count(*) FILTER (WHERE sent_at > $3)::int AS "sentInWindow",
             count(*) FILTER (WHERE sent_at > $4)::int AS "sentInDay",
             least(min(sent_at) FILTER (WHERE sent_at > $3),
               min(last_wrong_at) FILTER (WHERE operator_id = $2 AND last_wrong_at > $3)) AS "oldestInWindow",
             least(min(sent_at) FILTER (WHERE sent_at > $4), min(last_wrong_at) FILTER (WHERE last_wrong_at > $4)) AS "oldestInDay"
           FROM (SELECT *, CASE level WHEN 'sms_code' THEN created_at END AS sent_at FROM proof
                 WHERE customer_id = $1 AND created_at > $5) asked`,
    values: [customerId, operatorId, at(nowMs - windowMs), at(nowMs - dayMs), at(nowMs - dayMs - validityMs)],
  })
  const { oldestInWindow, oldestInDay, ...counts } = rows[0] ?? none
  return {
    ...counts,
    windowOpensAtMs: (oldestInWindow ?? nowMs) + windowMs,
    dayOpensAtMs: (oldestInDay ?? nowMs) + dayMs,
  }
}

type Oldest = { oldestInWindow: number | null; oldestInDay: number | null }
const none = { wrongInWindow: 0, wrongInDay: 0, sentInWindow: 0, sentInDay: 0, oldestInWindow: null, oldestInDay: null }

export type NewProof = ProofParties & {
  id: string
  level: CheckedLevel
  /** On file now, whatever the level. */
  mobile: string | null
  nowMs: number
  codeExpiresAtMs: number
  codeMac: Buffer | null
}

/** Opens a proof for which a code is to be typed, and ends the one that the operator had open for this customer. */
export async function insertProof(tx: Transaction, proof: NewProof): Promise<void> {
  const { id, operatorId, customerId, level, mobile, nowMs, codeExpiresAtMs, codeMac } = proof
  await tx.query({
    name: 'supersede_proofs',
    text: `WITH ended AS (UPDATE proof SET state = 'superseded'
             WHERE operator_id = $1 AND customer_id = $2 AND state = 'waiting' RETURNING id)
           DELETE FROM proof_code c USING ended WHERE c.proof_id = ended.id`,
    values: [operatorId, customerId],
  })
  await tx.query({
    name: 'insert_proof',
    text: `INSERT INTO proof (id, operator_id, customer_id, level, mobile, state, created_at, code_expires_at)
           VALUES ($1, $2, $3, $4, $5, 'waiting', $6, $7)`,
    values: [id, operatorId, customerId, level, mobile, at(nowMs), at(codeExpiresAtMs)],
  })
  if (codeMac === null) return
  await tx.query({
    name: 'insert_proof_code',
    text: 'INSERT INTO proof_code (proof_id, code_mac) VALUES ($1, $2)',
    values: [id, codeMac],
  })
}

export type ProofRow = {
  id: string
  operatorId: string
  customerId: string
  level: CheckedLevel
  state: ProofState
  codeExpiresAtMs: number
  /** Null for a code of the app, and once it was used, replaced or grew old. */
  codeMac: Buffer | null
}

/** One that waits for a code while the number on file became another, or one sent to it cools off since, is as good as replaced. */
export async function findProof(sql: Sql, proofId: string, nowMs: number): Promise<ProofRow | null> {
  const { rows } = await sql.query<ProofRow>({
    name: 'find_proof',
    text: `SELECT p.id, p.operator_id AS "operatorId", p.customer_id AS "customerId", p.level,
             CASE WHEN p.state = 'waiting' AND (p.mobile IS DISTINCT FROM k.mobile
               OR p.level = 'sms_code' AND k.cooling_off_until > $2) THEN 'superseded' ELSE p.state END AS state,
             p.code_expires_at AS "codeExpiresAtMs", c.code_mac AS "codeMac"
           FROM proof p JOIN customer k ON k.id = p.customer_id LEFT JOIN proof_code c ON c.proof_id = p.id WHERE p.id = $1`,
    values: [proofId, at(nowMs)],
  })
  return rows[0] ?? null
}

/** Counts one wrong try; the last one allowed ends the proof. */
export async function chargeProof(
  tx: Transaction,
  { proofId, nowMs, exhausts }: { proofId: string; nowMs: number; exhausts: boolean },
): Promise<void> {
  await tx.query({
    name: 'charge_proof',
    text: `UPDATE proof SET wrong_tries = wrong_tries + 1, last_wrong_at = greatest(last_wrong_at, $3),
             state = CASE WHEN $2 THEN 'exhausted' ELSE state END
           WHERE id = $1 AND state = 'waiting'`,
    values: [proofId, exhausts, at(nowMs)],
  })
  if (exhausts) await forgetProofCode(tx, proofId)
}

export async function passProof(
  tx: Transaction,
  { proofId, nowMs, expiresAtMs }: { proofId: string; nowMs: number; expiresAtMs: number },
): Promise<void> {
  const { rowCount } = await tx.query({
    name: 'pass_proof',
    text: `UPDATE proof SET state = 'passed', passed_at = $2, expires_at = $3 WHERE id = $1 AND state = 'waiting'`,
    values: [proofId, at(nowMs), at(expiresAtMs)],
  })
  if (rowCount !== 1) throw new Error('A proof changed while its customer’s turn was held')
  await forgetProofCode(tx, proofId)
}

async function forgetProofCode(tx: Transaction, proofId: string): Promise<void> {
  await tx.query({ name: 'forget_proof_code', text: 'DELETE FROM proof_code WHERE proof_id = $1', values: [proofId] })
}
