/** What staff can do about a reason, each a button of the customer's record. */
export const deskActs = [
  'reissue',
  'unlock',
  'unsuspend',
  'resynchronise',
  'deactivate_device',
  'lift_cooling_off',
  'open_complaint',
] as const
export type DeskAct = (typeof deskActs)[number]

/** Where there is nothing for staff to press: whose turn it is instead. */
export const turns = ['customer', 'atm', 'core_banking', 'waiting', 'operations', 'fraud'] as const
export type Turn = (typeof turns)[number]

export type NextAct = { readonly act: DeskAct; readonly turn: null } | { readonly act: null; readonly turn: Turn }

export const press = (act: DeskAct): NextAct => ({ act, turn: null })
export const turnOf = (turn: Turn): NextAct => ({ act: null, turn })
