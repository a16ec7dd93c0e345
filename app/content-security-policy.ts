type PolicyInput = { nonce: string; pathname: string; channelPublicUrl: string | undefined; development: boolean }

export function contentSecurityPolicy({ nonce, pathname, channelPublicUrl, development }: PolicyInput): string {
  return [
    `default-src 'self'`,
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? ` 'unsafe-eval'` : ''}`,
    `style-src 'self' 'unsafe-inline'`,
    `img-src 'self' data:`,
    `font-src 'self'`,
    `connect-src ${connectSources(pathname, channelPublicUrl).join(' ')}`,
    `worker-src 'self'`,
    `object-src 'none'`,
    `frame-ancestors 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
  ].join('; ')
}

/** Only the customer's app talks to the channel server from the browser. */
function connectSources(pathname: string, channelPublicUrl: string | undefined): string[] {
  const isCustomerApp = pathname === '/rima' || pathname.startsWith('/rima/')
  if (!isCustomerApp || !channelPublicUrl || !URL.canParse(channelPublicUrl)) return [`'self'`]
  return [`'self'`, new URL(channelPublicUrl).origin]
}
