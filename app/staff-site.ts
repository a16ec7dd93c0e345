import { headers } from 'next/headers'
import { notFound } from 'next/navigation'
import { frontDoor } from './front-door-mark.ts'
import { isFromOwnSite, isSending } from './own-site.ts'
import { readSiteHosts, siteOf } from './site-hosts.ts'

/**
 * First line of all that staff see and do. The proxy asks this too; but a proxy can be passed by, an act is found by its
 * id under any path and host, and the use cases cannot see who sent the form.
 */
export async function enterStaffSite(): Promise<void> {
  const received = await headers()
  frontDoor()?.begun.add(received.get('x-request-number') ?? '')
  const site = siteOf(received.get('host'), readSiteHosts(process.env))
  if (site !== 'staff' && site !== 'both') notFound()
  if (isSending(received) && !isFromOwnSite(received)) notFound()
}
