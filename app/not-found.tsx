import type { Metadata } from 'next'
import { MissingPage } from '#components/failure/missing-page.tsx'
import { catalogues } from '#messages/catalogue.ts'
import { getTranslator, readLocale } from './locale.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslator('failure'))('notFoundTitle') }
}

export default async function NotFound() {
  return (
    <main>
      <MissingPage texts={catalogues[await readLocale()].failure} />
    </main>
  )
}
