import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { getTranslator } from '#app/locale.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslator('settings'))('title') }
}

export default function SettingsLayout({ children }: { children: ReactNode }) {
  return children
}
