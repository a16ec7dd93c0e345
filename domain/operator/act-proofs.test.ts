import { describe, expect, test } from 'vitest'
import {
  acceptedForForeign,
  acceptedProofs,
  acceptedToAskForForeign,
  actProofs,
  isCheckedLevel,
  isProvenAct,
  type ProvenAct,
  proofLevels,
} from '#domain/operator/act-proofs.ts'
import { grantOf, type Permission, permissions, type Role, roles } from '#domain/operator/permission.ts'

const acts = Object.keys(actProofs) as ProvenAct[]

/** The row of the permission table that an act falls under. */
function permissionOf(act: ProvenAct): Permission {
  if (act === 'device:block') return 'device:deactivate'
  return act === 'cooling_off:lift' ? 'activation_token:reissue' : act
}

// The receipt is handed to the customer at the counter, and the token it is of was proved when it was issued.
const withoutProof: readonly (readonly [ProvenAct, Role])[] = [['activation_token:reprint', 'branch']]

describe.each(acts)('%s', (act) => {
  test.each(roles)('by %s: proofs are named for whom the permission table knows, and nobody else', (role) => {
    const mayActOrAsk = grantOf(role, permissionOf(act)).answer !== 'no'
    const isBlock = act === 'device:block' && role !== 'fraud'
    const needsNone = withoutProof.some(([one, by]) => one === act && by === role)
    expect(acceptedProofs(act, role).length > 0).toBe(mayActOrAsk && !isBlock && !needsNone)
  })
})

test('every act on a customer that the permission table knows has its proofs', () => {
  const onCustomers = permissions.filter((permission) =>
    /^(activation_token|device|enrollment|guard):/.test(permission),
  )
  expect(onCustomers.filter((permission) => !acts.includes(permission as ProvenAct))).toEqual([])
})

test('the telephone desk sees no card and no paper, and only the fraud desk acts with nobody present', () => {
  for (const act of acts) {
    const byPhone = acceptedProofs(act, 'support')
    for (const level of ['card_and_pin', 'identity_document', 'not_present'] as const)
      expect(byPhone).not.toContain(level)
    expect(acceptedProofs(act, 'branch')).not.toContain('not_present')
  }
})

test('by word of mouth an act only stops something, or waits for a second person who sees that it was word of mouth', () => {
  const spoken = acts.filter((act) => roles.some((role) => acceptedProofs(act, role).includes('spoken_answers')))
  expect(spoken).toEqual(['device:deactivate', 'enrollment:deactivate', 'guard:suspend', 'cooling_off:lift'])
  expect(grantOf('support', 'activation_token:reissue').answer).toBe('ask')
})

test('while a cooling-off lasts no code lifts it: the app has ended and the number is what is in doubt', () => {
  for (const role of roles) expect(acceptedProofs('cooling_off:lift', role).filter(isCheckedLevel)).toEqual([])
})

test('a branch opens a lock with the card and its PIN or with a code, never with a paper alone', () => {
  expect(acceptedProofs('guard:unlock', 'branch')).toEqual(['card_and_pin', 'app_code', 'sms_code'])
})

test('of another branch’s customer a branch ends, reissues and reprints by a code alone, and says more only to a second person', () => {
  const stricter = acts.filter(
    (act) => acceptedForForeign(act, 'branch').join() !== acceptedProofs(act, 'branch').join(),
  )
  expect(stricter).toEqual([
    'activation_token:reissue',
    'activation_token:reprint',
    'device:deactivate',
    'enrollment:deactivate',
  ])
  for (const act of stricter) {
    expect(acceptedForForeign(act, 'branch').filter((level) => !isCheckedLevel(level))).toEqual([])
    expect(acceptedToAskForForeign(act, 'branch')).toContain('identity_document')
    expect(acceptedToAskForForeign(act, 'branch')).not.toContain('not_present')
  }
})

test('the two codes are what is checked; all else is the operator’s statement', () => {
  expect(proofLevels.filter(isCheckedLevel)).toEqual(['app_code', 'sms_code'])
})

test('a proof may be asked for the acts that are named, and for nothing else', () => {
  for (const act of acts) expect(isProvenAct(act)).toBe(true)
  for (const act of ['policy:change', 'toString', '']) expect(isProvenAct(act)).toBe(false)
})
