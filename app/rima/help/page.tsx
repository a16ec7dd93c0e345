import type { Metadata } from 'next'
import { readServiceWorker } from '#app/rima/service-worker.ts'
import { HelpPage } from '#components/rima/help/help-page.tsx'
import help from '#messages/rima-help.fa.json' with { type: 'json' }

export const metadata: Metadata = {
  title: { absolute: help.title },
  description: help.lead,
  robots: { index: true, follow: true },
}

export default async function RimaHelpPage() {
  const { sizeBytes, sha256 } = await readServiceWorker()
  return <HelpPage file={{ sizeBytes, sha256 }} />
}
