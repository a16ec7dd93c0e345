import { readLocale } from '#app/locale.ts'
import { MissingPage } from '#components/failure/missing-page.tsx'
import { catalogues } from '#messages/catalogue.ts'

export default async function NotFoundInside() {
  return <MissingPage texts={catalogues[await readLocale()].failure} />
}
