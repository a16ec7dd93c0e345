import type { IncomingMessage } from 'node:http'

type ReceivedHeaders = Pick<IncomingMessage, 'rawHeaders' | 'httpVersion'>

/**
 * Whether a proxy could take the request for another host's, or its body for longer or shorter (RFC 9112 §3.2, §6.1):
 * more than one Host, a coding other than `chunked` alone, a coding and a length, a second length.
 */
export function isFramingDoubtful({ rawHeaders, httpVersion }: ReceivedHeaders): boolean {
  const [hosts, codings] = [valuesOf(rawHeaders, 'host'), valuesOf(rawHeaders, 'transfer-encoding')]
  const lengths = valuesOf(rawHeaders, 'content-length')
  if (hosts.length > 1 || lengths.length > 1) return true
  if (codings.length === 0) return false
  const isChunkedAlone = codings.length === 1 && codings[0]?.trim().toLowerCase() === 'chunked'
  return !isChunkedAlone || lengths.length > 0 || httpVersion !== '1.1'
}

function valuesOf(rawHeaders: readonly string[], wanted: string): string[] {
  const values: string[] = []
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? ''
    if (name.length === wanted.length && name.toLowerCase() === wanted) values.push(rawHeaders[at + 1] ?? '')
  }
  return values
}
