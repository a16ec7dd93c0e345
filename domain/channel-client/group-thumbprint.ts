/** In fours, to be read out and compared. */
export function groupThumbprint(thumbprint: string): string {
  return thumbprint.match(/.{1,4}/gu)?.join(' ') ?? ''
}
