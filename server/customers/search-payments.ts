import { DAY_MS } from '#domain/calendar/day.ts'
import { maskNationalId } from '#domain/enrollment/national-id.ts'
import type { RememberedPayment } from '#domain/remembered/read-remembered-payment.ts'
import { rankPayments } from '#domain/verification/rank-payments.ts'
import { findPayees, type Payees } from '#server/customers/find-payees-repository.ts'
import { findPayments, type PaymentRow, type PaymentWish } from '#server/customers/find-payments-repository.ts'
import { readPayers } from '#server/customers/found-customers-repository.ts'
import { listLastTries } from '#server/customers/last-tries-repository.ts'
import type { Pool } from '#server/database.ts'

/** `state`: null where the record is another branch's and first wants a reason. */
export type FoundPayment = {
  kind: PaymentRow['kind']
  id: string
  atMs: number
  amountRials: number | null
  payeeName: string | null
  state: string | null
  last4: string | null
  customer: { id: string; name: string; nationalIdMasked: string; branchName: string; isOwnBranch: boolean }
}
/** `relaxed`: what had to be left out before anything fitted. `isTooLittle`: a time alone fits everybody. */
export type FoundPayments = {
  understood: RememberedPayment
  window: { fromMs: number; toMs: number }
  payee: Payees['match']
  relaxed: 'nothing' | 'payee' | 'time'
  isTooLittle: boolean
  found: FoundPayment[]
  more: boolean
}
/** `reachBranchId`: the only branch whose records the operator opens without saying why; null: every one. */
type Asker = { branchId: string | null; reachBranchId: string | null; nowMs: number }

const PAYMENTS_MAX = 20
const DEFAULT_WINDOW_MS = 30 * DAY_MS
const MISREMEMBERED_MS = 3 * DAY_MS

/** The payments that fit what a caller remembers, the closest first; when none fits all of it, those that fit the most. */
export async function searchPayments(pool: Pool, asker: Asker, understood: RememberedPayment): Promise<FoundPayments> {
  const { time, payeeWords } = understood
  const { fromMs, toMs } = time ?? { fromMs: asker.nowMs - DEFAULT_WINDOW_MS, toMs: asker.nowMs + DAY_MS }
  const payees: Payees = payeeWords.length > 0 ? await findPayees(pool, payeeWords) : { merchantIds: [], match: 'none' }
  const answer = { understood, window: { fromMs, toMs }, payee: payees.match }
  const nothing: Omit<FoundPayments, 'isTooLittle'> = { ...answer, relaxed: 'nothing', found: [], more: false }
  const hasMore = understood.amounts.length > 0 || understood.last4 !== null
  if (!hasMore && payeeWords.length === 0) return { ...nothing, isTooLittle: true }
  if (!hasMore && payees.merchantIds.length === 0) return { ...nothing, isTooLittle: false }
  for (const { relaxed, wishes } of listRounds(understood, payees.merchantIds, answer.window)) {
    const rows = (await Promise.all(wishes.map((wish) => findPayments(pool, wish)))).flat()
    if (rows.length === 0) continue
    const shown = await present(pool, asker, rows, understood)
    return { ...answer, relaxed, isTooLittle: false, ...shown }
  }
  return { ...nothing, isTooLittle: false }
}

type SearchRound = { relaxed: FoundPayments['relaxed']; wishes: PaymentWish[] }

function listRounds(
  { time, amounts, last4, last4OrAmount }: RememberedPayment,
  merchantIds: string[],
  { fromMs, toMs }: FoundPayments['window'],
): SearchRound[] {
  const wish: PaymentWish = { fromMs, toMs, centresMs: time?.centresMs ?? [], amounts, merchantIds, last4 }
  const readings = last4OrAmount === null ? [wish] : [wish, { ...wish, amounts: [], last4: last4OrAmount }]
  const rounds: SearchRound[] = [{ relaxed: 'nothing', wishes: readings }]
  const isKnownOtherwise = amounts.length > 0 || last4 !== null
  if (merchantIds.length > 0 && isKnownOtherwise)
    rounds.push({ relaxed: 'payee', wishes: readings.map((one) => ({ ...one, merchantIds: [] })) })
  if (time !== null) {
    const middle = time.centresMs.length > 0 ? time.centresMs : [(fromMs + toMs) / 2]
    const wider = { fromMs: fromMs - MISREMEMBERED_MS, toMs: toMs + MISREMEMBERED_MS, centresMs: middle }
    rounds.push({ relaxed: 'time', wishes: readings.map((one) => ({ ...one, ...wider })) })
  }
  return rounds
}

async function present(
  pool: Pool,
  { branchId, reachBranchId }: Asker,
  rows: PaymentRow[],
  { amounts, time }: RememberedPayment,
): Promise<{ found: FoundPayment[]; more: boolean }> {
  const isOwn = (row: { branchId: string }): boolean => branchId === null || row.branchId === branchId
  const facts = withoutTriedPresses(rows).map((row) => ({ ...row, isOwnBranch: isOwn(row) }))
  const ranked = rankPayments(facts, { amounts, centresMs: time?.centresMs ?? [] })
  const shown = await putLastTries(pool, ranked.slice(0, PAYMENTS_MAX))
  const payers = await readPayers(pool, [...new Set(shown.map(({ customerId }) => customerId))])
  const byId = new Map(payers.map((payer) => [payer.id, payer]))
  const found = shown.flatMap(({ kind, id, atMs, amountRials, payeeName, last4, state, customerId }) => {
    const payer = byId.get(customerId)
    if (!payer) return []
    const { nationalId, branchId: _, ...customer } = payer
    const isInReach = reachBranchId === null || payer.branchId === reachBranchId
    const told = { ...customer, nationalIdMasked: maskNationalId(nationalId), isOwnBranch: isOwn(payer) }
    return [{ kind, id, atMs, amountRials, payeeName, last4, state: isInReach ? state : null, customer: told }]
  })
  return { found, more: ranked.length > PAYMENTS_MAX }
}

function withoutTriedPresses(rows: readonly PaymentRow[]): PaymentRow[] {
  const tried = new Set(rows.flatMap(({ kind, otpRequestId }) => (kind === 'verification' ? [otpRequestId] : [])))
  const distinct = [...new Map(rows.map((row) => [row.id, row])).values()]
  return distinct.filter(({ kind, id }) => kind === 'verification' || !tried.has(id))
}

/**
 * A press of the button whose code was tried is shown by the try, which has the reason: also where the try said another
 * amount than the caller remembers.
 */
async function putLastTries(pool: Pool, rows: readonly PaymentRow[]): Promise<PaymentRow[]> {
  const asked = rows.filter(({ kind }) => kind === 'otp_request')
  const lastTries = asked.length > 0 ? await listLastTries(pool, asked) : []
  const byRequest = new Map(lastTries.map(({ otpRequestId, ...last }) => [otpRequestId, last]))
  return rows.map((row) => {
    const last = row.kind === 'otp_request' ? byRequest.get(row.id) : undefined
    return last ? { ...row, ...last, kind: 'verification' } : row
  })
}
