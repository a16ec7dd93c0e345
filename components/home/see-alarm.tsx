import { SubmitButton } from '#components/ui/submit-button.tsx'

type SeeAlarmProps = { alarmId: string; see: (alarmId: string) => Promise<void>; label: string; describe: string }

/** Takes an alarm off one's own home. */
export function SeeAlarm({ alarmId, see, label, describe }: SeeAlarmProps) {
  return (
    <form action={see.bind(null, alarmId)}>
      <SubmitButton variant="secondary" size="small" aria-label={describe}>
        {label}
      </SubmitButton>
    </form>
  )
}
