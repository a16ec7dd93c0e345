import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import type { SearchParams } from 'nuqs/server'
import { BlockDeviceAct, DeviceAct } from '#app/(backoffice)/acts/device/device-acts.tsx'
import { LiftCoolingOff } from '#app/(backoffice)/acts/lift-cooling-off.tsx'
import { ReprintAct } from '#app/(backoffice)/acts/token/token-acts.tsx'
import { ComplainOfCustomer } from '#app/(backoffice)/complaints/complain-of-customer.tsx'
import { CustomerComplaints } from '#app/(backoffice)/complaints/customer-complaints.tsx'
import { ask } from '#app/ask.ts'
import { getTranslator } from '#app/locale.ts'
import { orLeave, readRequest } from '#app/request.ts'
import { TokenPanel } from '#components/activation-tokens/token-panel.tsx'
import { CardMatrix } from '#components/customers/card-matrix.tsx'
import { CustomerHead } from '#components/customers/customer-head.tsx'
import { DeviceList } from '#components/devices/device-list.tsx'
import { grantOf } from '#domain/operator/permission.ts'
import { uuidForm } from '#domain/text/uuid.ts'
import { CustomerApprovals } from './customer-approvals.tsx'
import { paymentPlace } from './payment-place.ts'
import { PinActs } from './pin-acts.tsx'
import { ReasonNeeded } from './reason-needed.tsx'
import { reveal } from './reveal-action.ts'
import { readCustomerQuery } from './search-params.ts'
import { TimelinePanel } from './timeline-panel.tsx'

type PageProps = {
  params: Promise<{ customerId: string }>
  searchParams: Promise<SearchParams>
}

/** The name stays out of the title: titles are kept by browsers. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslator('customers')
  return { title: t('title') }
}

export default async function CustomerPage({ params, searchParams }: PageProps) {
  const { customerId } = await params
  if (!uuidForm.test(customerId)) notFound()
  const { operator, locale, nowMs } = await readRequest()
  const t = await getTranslator('customers')
  const { wish, payment } = readCustomerQuery(await searchParams)
  const opened = await orLeave(ask('open-customer', { customerId }))
  if (opened.outcome === 'reason_needed')
    return <ReasonNeeded customerId={customerId} branchName={opened.branchName} payment={payment} />
  // From a found payment, by way of the record that must be in hand, to why it came out as it did.
  if (payment) redirect(paymentPlace(customerId, payment))
  const customer = await orLeave(ask('read-customer', { customerId }))
  const shown = { nowMs, locale, t }
  const mayReveal = grantOf(operator.role, 'customer:reveal').answer === 'yes'
  const revealed = {
    mobile: reveal.bind(null, customerId, 'mobile'),
    nationalId: reveal.bind(null, customerId, 'national_id'),
  }
  const acting = { customer, role: operator.role, t, locale }
  return (
    <>
      <CustomerHead
        customer={customer}
        reveal={mayReveal ? revealed : null}
        complaintAct={<ComplainOfCustomer customerId={customerId} />}
        coolingOffAct={<LiftCoolingOff customer={customer} role={operator.role} />}
        {...shown}
      />
      <CustomerComplaints customerId={customerId} />
      <CustomerApprovals customerId={customerId} />
      <CardMatrix
        cards={customer.cards}
        actsOf={(card, pin) => <PinActs card={card} pin={pin} {...acting} />}
        {...shown}
      />
      <div className="mt-4 grid items-start gap-4 lg:grid-cols-[4fr_3fr]">
        <TokenPanel
          tokens={customer.tokens}
          coolingOffUntilMs={customer.coolingOffUntilMs}
          actOf={(token) => <ReprintAct token={token} {...acting} />}
          {...shown}
        />
        <DeviceList
          devices={customer.devices}
          actOf={(device) => (
            <span className="flex flex-wrap justify-end gap-2">
              <DeviceAct device={device} {...acting} />
              <BlockDeviceAct device={device} {...acting} />
            </span>
          )}
          {...shown}
        />
      </div>
      <TimelinePanel customerId={customerId} wish={wish} role={operator.role} {...shown} />
    </>
  )
}
