import { MissingPage } from '#components/failure/missing-page.tsx'
import { catalogues } from '#messages/catalogue.ts'
import { readLocale } from '../locale.ts'

export default async function NotFoundInside() {
  return <MissingPage texts={catalogues[await readLocale()].failure} />
}
