import type { Metadata } from 'next'
import { PaymentPage } from '#components/simulators/payment/payment-page.tsx'
import { SimulatorFrame } from '#components/simulators/simulator-frame.tsx'
import { texts } from '#components/simulators/texts.ts'
import { getTranslator } from '../../locale.ts'
import { chooseCustomer } from '../choose-customer.ts'
import { demoOnly } from '../demo-only.ts'
import { readDemoChoice } from '../read-demo-customers.ts'
import { askForOtp, payWithCode } from './actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslator('simulators'))('payment.title') }
}

export default async function PaymentSimulatorPage() {
  const services = await demoOnly()
  const [t, { customers, chosen }] = await Promise.all([getTranslator('simulators'), readDemoChoice(services)])
  return (
    <SimulatorFrame
      title={t('payment.title')}
      text={t('payment.text')}
      picker={{ customers, chosen, choose: chooseCustomer, labels: { customer: t('customer'), nobody: t('nobody') } }}
    >
      <PaymentPage
        key={chosen?.persona ?? ''}
        customer={chosen}
        merchants={texts.payment.merchants}
        askForOtp={askForOtp}
        pay={payWithCode}
      />
    </SimulatorFrame>
  )
}
