import type { Metadata } from 'next'
import { getTranslator } from '#app/locale.ts'
import { chooseCustomer } from '#app/simulators/choose-customer.ts'
import { demoOnly } from '#app/simulators/demo-only.ts'
import { readDemoChoice } from '#app/simulators/read-demo-customers.ts'
import { PaymentPage } from '#components/simulators/payment/payment-page.tsx'
import { SimulatorFrame } from '#components/simulators/simulator-frame.tsx'
import { texts } from '#components/simulators/texts.ts'
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
