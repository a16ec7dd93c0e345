import { maskMobile } from '#domain/enrollment/mobile.ts'
import { maskNationalId } from '#domain/enrollment/national-id.ts'
import type { Match } from '#server/customers/find-query.ts'
import type { FoundRow } from '#server/customers/found-customers-repository.ts'

export type FoundCustomer = {
  id: string
  name: string
  customerNumber: string
  nationalIdMasked: string
  mobileMasked: string | null
  branchName: string
  isOwnBranch: boolean
  cards: string[]
  lock: FoundRow['lock']
  lastUseAtMs: number | null
  match: Match
}

/** A hit as a list shows it: nothing that would do to be taken for the customer. */
export function presentFoundCustomer(row: FoundRow, ownBranchId: string | null, match: Match): FoundCustomer {
  const { nationalId, mobile, branchId, ...shown } = row
  return {
    ...shown,
    nationalIdMasked: maskNationalId(nationalId),
    mobileMasked: mobile && maskMobile(mobile),
    isOwnBranch: ownBranchId === null || branchId === ownBranchId,
    match,
  }
}
