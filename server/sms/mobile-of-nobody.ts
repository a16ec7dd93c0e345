/** Where nobody is to be written to: as long as any number. What names it is written and undone, never sent. */
export const MOBILE_OF_NOBODY = '+989000000000'
