'use client'

import { useState } from 'react'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { RadioGroup } from '#components/ui/choice.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { PressButton } from '#components/ui/press-button.tsx'
import { TextArea } from '#components/ui/text-area.tsx'

type ExportDialogProps = {
  action: string
  fields: Readonly<Record<string, string>>
  warning: string | null
  labels: {
    open: string
    title: string
    text: string
    reason: string
    reasonHint: string
    format: string
    formats: Readonly<Record<'xlsx' | 'csv', { label: string; hint: string }>>
    submit: string
    close: string
    cancel: string
  }
}

/** Asks why, then lets the browser fetch the file, and is gone. What is exported travels in the body, never in an address. */
export function ExportDialog({ action, fields, warning, labels }: ExportDialogProps) {
  const [isOpen, setOpen] = useState(false)
  // Only after the browser has taken the form may it leave the page.
  const closeSoon = (): void => void setTimeout(() => setOpen(false))
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={setOpen}
      trigger={<PressButton>{labels.open}</PressButton>}
      title={labels.title}
      closeLabel={labels.close}
    >
      <form action={action} method="post" onSubmit={closeSoon} className="flex flex-col gap-4">
        {Object.entries(fields).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <p className="text-ink-2">{labels.text}</p>
        {warning ? <Banner tone="warn">{warning}</Banner> : null}
        <TextArea
          name="reason_given"
          label={labels.reason}
          description={labels.reasonHint}
          required
          minLength={3}
          maxLength={500}
          rows={3}
        />
        <RadioGroup
          name="format"
          label={labels.format}
          options={(['xlsx', 'csv'] as const).map((value) => ({
            value,
            label: labels.formats[value].label,
            description: labels.formats[value].hint,
          }))}
          defaultValue="xlsx"
          required
        />
        <div className="flex justify-end gap-2">
          <PressButton slot="close">{labels.cancel}</PressButton>
          <Button type="submit" variant="primary">
            {labels.submit}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
