import type { Metadata } from 'next'
import { Phone } from '#components/simulators/phone/phone.tsx'
import { SimulatorFrame } from '#components/simulators/simulator-frame.tsx'
import { getTranslator } from '../../locale.ts'
import { chooseCustomer } from '../choose-customer.ts'
import { demoOnly } from '../demo-only.ts'
import { readDemoChoice } from '../read-demo-customers.ts'
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
