const securityHeaders = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Strict-Transport-Security', value: 'max-age=31536000' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
  {
    key: 'Permissions-Policy',
    value: 'accelerometer=(), camera=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()',
  },
]

const filePolicy = "default-src 'none'; frame-ancestors 'none'"

/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  serverExternalPackages: ['pg', '@prisma/client', '@prisma/adapter-pg', 'pino'],
  typescript: { ignoreBuildErrors: true },
  // In development Next would print what a form sent, card numbers included.
  logging: { serverFunctions: false },
  // No picture needs it, and it would answer strangers.
  images: { unoptimized: true },
  // The built files belong to who built them, not to the process that serves them.
  experimental: { isrFlushToDisk: false },
  // A page's policy is the proxy's, which the built files do not pass.
  headers: async () => [
    { source: '/:path*', headers: securityHeaders },
    { source: '/_next/:path*', headers: [{ key: 'Content-Security-Policy', value: filePolicy }] },
  ],
}
