/** The ATM in the hall of the demo's first branch. */
export const TERMINAL_ID = 'ATM0101-1'
