import { notFound } from 'next/navigation'
import { connection } from 'next/server'
import { type Web, web } from '#app/services.ts'
import { enterStaffSite } from '#app/staff-site.ts'

/** First line of every page and action here: outside the demo there are no simulators, and nothing says there could be. */
export async function demoOnly(): Promise<Web> {
  await connection()
  const services = await web()
  if (!services.demo) notFound()
  await enterStaffSite()
  return services
}
