import { namePin, openEnrollment, type PinActing } from '#app/(backoffice)/acts/acting.ts'
import { DeactivateEnrollmentAct, ResynchroniseAct } from '#app/(backoffice)/acts/enrollment/enrollment-acts.tsx'
import { SuspendAct, UnlockAct, UnsuspendAct } from '#app/(backoffice)/acts/guard/guard-acts.tsx'
import { ReissueAct } from '#app/(backoffice)/acts/token/token-acts.tsx'
import { FoldedActs } from '#components/acts/folded-acts.tsx'
import { isReader } from '#domain/operator/permission.ts'

/** What can be done now on one card x PIN: the likeliest as a button, the rest folded. */
export function PinActs(props: PinActing) {
  return (
    <div className="flex flex-wrap items-start justify-end gap-2 max-md:justify-start">
      <UnlockAct {...props} />
      <UnsuspendAct {...props} />
      <ReissueAct {...props} />
      <FurtherActs {...props} />
    </div>
  )
}

function FurtherActs(props: PinActing) {
  const { pin, role, t } = props
  const enrollments = [pin.sms, pin.app].flatMap((each) => openEnrollment(each) ?? [])
  if (isReader(role) || (enrollments.length === 0 && pin.suspendedAtMs !== null)) return null
  return (
    <FoldedActs label={t('matrix.moreFor', namePin(props))}>
      <ResynchroniseAct {...props} />
      {enrollments.map((each) => (
        <DeactivateEnrollmentAct key={each.id} enrollment={each} {...props} />
      ))}
      <SuspendAct {...props} />
    </FoldedActs>
  )
}
