import type { Metadata } from 'next'
import { getTranslator, readLocale } from '#app/locale.ts'
import { CustomerList } from '#components/simulators/customer-list.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { catalogues } from '#messages/catalogue.ts'
import { chooseCustomer } from './choose-customer.ts'
import { demoOnly } from './demo-only.ts'
import { readDemoChoice } from './read-demo-customers.ts'

const MACHINES = [
  { key: 'atm', href: '/simulators/atm' },
  { key: 'payment', href: '/simulators/payment' },
  { key: 'phone', href: '/simulators/phone' },
  { key: 'rima', href: '/rima' },
] as const

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslator('simulators'))('title') }
}

export default async function SimulatorsPage() {
  const services = await demoOnly()
  const [locale, { customers, chosen }] = await Promise.all([readLocale(), readDemoChoice(services)])
  const words = catalogues[locale].simulators
  return (
    <>
      <PageHeader title={words.title} sub={words.intro} />
      <ul className="mt-4 grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
        {MACHINES.map(({ key, href }) => (
          <li key={key} className="rounded-panel border border-line bg-panel p-4">
            <h2 className="text-base font-semibold">
              <TextLink href={href}>{words[key].title}</TextLink>
            </h2>
            <p className="mt-1 text-sm text-ink-2">{words[key].text}</p>
          </li>
        ))}
      </ul>
      <Panel title={words.customers.title} className="mt-5">
        <CustomerList
          customers={customers}
          chosen={chosen}
          choose={chooseCustomer}
          locale={locale}
          labels={words.customers}
        />
      </Panel>
    </>
  )
}
