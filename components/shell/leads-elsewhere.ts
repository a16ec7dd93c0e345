type LinkPress = Pick<MouseEvent, 'button' | 'metaKey' | 'ctrlKey' | 'altKey' | 'shiftKey'>
type Anchor = Pick<HTMLAnchorElement, 'href' | 'target' | 'download'>

/** Whether this press of a link opens another page of this site in the same tab. */
export function leadsElsewhere(press: LinkPress, anchor: Anchor, here: string): boolean {
  if (press.button !== 0 || press.metaKey || press.ctrlKey || press.altKey || press.shiftKey) return false
  if ((anchor.target !== '' && anchor.target !== '_self') || anchor.download !== '') return false
  const to = new URL(anchor.href, here)
  const from = new URL(here)
  return to.origin === from.origin && to.pathname + to.search !== from.pathname + from.search
}
