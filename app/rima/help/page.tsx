import type { Metadata } from 'next'
import { HelpPage } from '#components/rima/help/help-page.tsx'
import help from '#messages/rima-help.fa.json' with { type: 'json' }
import { readServiceWorker } from '../service-worker.ts'

export const metadata: Metadata = {
  title: { absolute: help.title },
  description: help.lead,
  robots: { index: true, follow: true },
}

export default async function RimaHelpPage() {
  const { sizeBytes, sha256 } = await readServiceWorker()
  return <HelpPage file={{ sizeBytes, sha256 }} />
}
