import type { Metadata } from 'next'
import { getTranslator } from '#app/locale.ts'
import { chooseCustomer } from '#app/simulators/choose-customer.ts'
import { demoOnly } from '#app/simulators/demo-only.ts'
import { readDemoChoice } from '#app/simulators/read-demo-customers.ts'
import { Atm } from '#components/simulators/atm/atm.tsx'
import { SimulatorFrame } from '#components/simulators/simulator-frame.tsx'
import { performAtmAct } from './actions.ts'
import { TERMINAL_ID } from './terminal.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslator('simulators'))('atm.title') }
}

export default async function AtmPage() {
  const services = await demoOnly()
  const [t, { customers, chosen }] = await Promise.all([getTranslator('simulators'), readDemoChoice(services)])
  const { name, supportPhone } = services.institution
  return (
    <SimulatorFrame
      title={t('atm.title')}
      text={t('atm.text')}
      picker={{ customers, chosen, choose: chooseCustomer, labels: { customer: t('customer'), nobody: t('nobody') } }}
    >
      <Atm
        key={chosen?.persona ?? ''}
        customer={chosen}
        place={{ bank: name, supportPhone, terminalId: TERMINAL_ID }}
        perform={performAtmAct}
      />
    </SimulatorFrame>
  )
}
