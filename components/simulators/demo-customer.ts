export type DemoCustomer = {
  persona: string
  name: string
  mobile: string | null
  smsMember: boolean
  cards: { pan: string; status: string }[]
}

/** «۵۰۷۶ ۷۷۳۶ …»: in fours, as embossed on the card. */
export function groupPan(pan: string): string {
  return pan.replace(/(.{4})(?=.)/g, '$1 ')
}
