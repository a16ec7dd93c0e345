import type { Metadata } from 'next'
import { getTranslator } from '#app/locale.ts'
import { chooseCustomer } from '#app/simulators/choose-customer.ts'
import { demoOnly } from '#app/simulators/demo-only.ts'
import { readDemoChoice } from '#app/simulators/read-demo-customers.ts'
import { Phone } from '#components/simulators/phone/phone.tsx'
import { SimulatorFrame } from '#components/simulators/simulator-frame.tsx'
import { readInbox } from './actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslator('simulators'))('phone.title') }
}

export default async function PhonePage() {
  const services = await demoOnly()
  const [t, { customers, chosen }] = await Promise.all([getTranslator('simulators'), readDemoChoice(services)])
  return (
    <SimulatorFrame
      title={t('phone.title')}
      text={t('phone.text')}
      picker={{ customers, chosen, choose: chooseCustomer, labels: { customer: t('customer'), nobody: t('nobody') } }}
    >
      <Phone key={chosen?.persona ?? ''} customer={chosen} read={readInbox} />
    </SimulatorFrame>
  )
}
