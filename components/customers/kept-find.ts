import type { FindFormState } from '#components/customers/find-form.tsx'

type FindPlace = { operatorId: string; pathname: string }
type KeptFind = FindPlace & { place: string; state: FindFormState }

let last: KeptFind | null = null

/** Keeps an answer in this tab's memory alone, for the way back to this very place of its history. */
export function keepFind(where: FindPlace, state: FindFormState): void {
  const place = crypto.getRandomValues(new Uint32Array(2)).join('-')
  last = { ...where, place, state }
  window.history.replaceState({ ...window.history.state, found: place }, '')
}

/**
 * What stood here before a found record was opened; null: the place is new, the page was reloaded, or it was another's.
 * The path is asked too: a page is drawn before its own place in the history is made.
 */
export function recallFind({ operatorId, pathname }: FindPlace): FindFormState | null {
  if (typeof window === 'undefined' || last?.operatorId !== operatorId || last.pathname !== pathname) return null
  return window.history.state?.found === last.place ? last.state : null
}
