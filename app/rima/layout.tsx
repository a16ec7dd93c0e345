import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { texts } from '#components/rima/texts.ts'

export const metadata: Metadata = {
  title: { absolute: `${texts.name} · ${texts.tagline}` },
  description: texts.tagline,
  applicationName: texts.name,
  manifest: '/rima/manifest.webmanifest',
  icons: {
    icon: [{ url: '/rima/icon-192.png', sizes: '192x192', type: 'image/png' }],
    apple: [{ url: '/rima/apple-touch-icon.png', sizes: '180x180' }],
  },
  appleWebApp: { capable: true, title: texts.name, statusBarStyle: 'default' },
}

export const viewport: Viewport = { width: 'device-width', initialScale: 1, viewportFit: 'cover' }

/** Whatever language the staff's cookie asks for, a customer's page is Persian and right to left. */
export default function RimaLayout({ children }: { children: ReactNode }) {
  return (
    <div lang="fa" dir="rtl" className="flex min-h-dvh flex-col bg-canvas text-ink">
      {children}
    </div>
  )
}
