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

/** `+989110644762` → `09110644762`, as people write it. */
export function localMobile(e164: string): string {
  return e164.replace(/^\+98/, '0')
}
