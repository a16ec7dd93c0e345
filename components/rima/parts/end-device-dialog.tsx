'use client'
import { useState } from 'react'
import type { DeactivationReason } from '#components/rima/client/api.ts'
import { texts } from '#components/rima/texts.ts'
import { ConfirmDialog } from './confirm-dialog.tsx'

const t = texts.devices
const reasons: DeactivationReason[] = ['lost', 'replaced', 'sold', 'other']

export interface EndedDevice {
  deviceId: 'me' | string
  model: string
}

interface EndDeviceDialogProps {
  device: EndedDevice
  onConfirm: (reason: DeactivationReason) => void
  onCancel: () => void
}

export function EndDeviceDialog({ device, onConfirm, onCancel }: EndDeviceDialogProps) {
  const own = device.deviceId === 'me'
  const [reason, setReason] = useState<DeactivationReason>(own ? 'replaced' : 'lost')
  return (
    <ConfirmDialog
      title={own ? t.confirmThisTitle : t.confirmOtherTitle.replace('{model}', device.model)}
      body={own ? t.confirmThisBody : t.confirmOtherBody}
      submit={t.end}
      onConfirm={() => onConfirm(reason)}
      onCancel={onCancel}
    >
      <fieldset className="mt-4 flex flex-col">
        <legend className="text-sm font-semibold text-ink-2">{t.reason}</legend>
        {reasons.map((each) => (
          <label key={each} className="flex min-h-11 items-center gap-3 text-[0.95rem]">
            <input
              type="radio"
              name="reason"
              checked={reason === each}
              onChange={() => setReason(each)}
              className="size-4 accent-accent"
            />
            {t.reasons[each]}
          </label>
        ))}
      </fieldset>
    </ConfirmDialog>
  )
}
