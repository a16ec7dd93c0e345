import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { isAllowed } from '#domain/permission.ts'
import { openCustomer } from '#server/customers/open-customer.ts'
import { getTranslator } from '../../../../../../locale.ts'
import { orLeave, readOperator, readOperatorContext } from '../../../../../../operator-context.ts'
import { web } from '../../../../../../services.ts'
import { ReasonNeeded } from '../../../reason-needed.tsx'
import { paymentPlace } from '../../payment-place.ts'

type PageProps = { params: Promise<{ customerId: string; how: string; paymentId: string }> }

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslator('customers'))('title') }
}

/** From a found payment to why it came out as it did, with its customer in hand: the reason for that is asked on the way. */
export default async function PaymentPage({ params }: PageProps) {
  const { customerId, how, paymentId } = await params
  const place = paymentPlace({ customerId, how, paymentId })
  if (place === null) notFound()
  const [services, ctx, operator] = await Promise.all([web(), readOperatorContext(), readOperator()])
  if (how === 'tried' && isAllowed(operator.role, 'verification:read_all')) redirect(place)
  const opened = await orLeave(openCustomer(services, ctx, { customerId }))
  if (opened.outcome === 'opened') redirect(place)
  return <ReasonNeeded customerId={customerId} branchName={opened.branchName} payment={{ how, paymentId }} />
}
