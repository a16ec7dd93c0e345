import { randomUUID } from 'node:crypto'
import { getTranslator } from '#app/locale.ts'
import { ActDialog, type ActDialogProps } from '#components/acts/act-dialog.tsx'

type ActProps = Omit<ActDialogProps, 'labels' | 'submissionId'> & {
  /** What the button says that does it. */
  submit: string
}

/** An act's button and dialog, each drawing with a submission of its own. */
export async function Act({ submit, ...dialog }: ActProps) {
  const t = await getTranslator('customers')
  return (
    <ActDialog
      {...dialog}
      submissionId={randomUUID()}
      labels={{ close: t('acts.close'), cancel: t('acts.cancel'), pending: t('acts.pending'), submit }}
    />
  )
}
