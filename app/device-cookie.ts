import { cookies } from 'next/headers'
import { readSiteHosts } from './site-hosts.ts'

const DAY_SECONDS = 24 * 3600

type DeviceCookie = { name: string; isSecure: boolean }

/** Where a browser keeps the mark that its operators' sign-ins know it by; `__Host-` keeps other hosts of the bank from setting it. */
export function deviceCookie(): DeviceCookie {
  const isSecure = readSiteHosts(process.env).staff.protocol === 'https:'
  return { name: isSecure ? '__Host-ramzban-device' : 'ramzban-device', isSecure }
}

export async function readDeviceMark(): Promise<string | undefined> {
  return (await cookies()).get(deviceCookie().name)?.value
}

export async function keepDeviceMark(mark: string, days: number): Promise<void> {
  const { name, isSecure } = deviceCookie()
  const jar = await cookies()
  jar.set(name, mark, {
    httpOnly: true,
    sameSite: 'strict',
    secure: isSecure,
    path: '/',
    maxAge: days * DAY_SECONDS,
  })
}
