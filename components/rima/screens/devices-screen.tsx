'use client'
import { useCallback, useEffect, useState } from 'react'
import type { OtherDevice } from '#components/rima/client/api.ts'
import { endOtherDevice, endOwnDevice, refreshStatus } from '#components/rima/client/end-installation.ts'
import type { Session } from '#components/rima/client/session.ts'
import type { Act, Rima } from '#components/rima/hooks/use-rima.ts'
import { EndDeviceDialog, type EndedDevice } from '#components/rima/parts/end-device-dialog.tsx'
import { OtherDevices } from '#components/rima/parts/other-devices.tsx'
import { RimaButton } from '#components/rima/parts/rima-button.tsx'
import { RimaScreen } from '#components/rima/parts/rima-screen.tsx'
import { texts } from '#components/rima/texts.ts'
import { toPersianDigits } from '#domain/text/digits.ts'

const t = texts.devices

export function DevicesScreen({ rima, session }: { rima: Rima; session: Session }) {
  const { state, run, dispatch } = rima
  const [others, setOthers] = useState<OtherDevice[] | null>(null)
  const [ending, setEnding] = useState<EndedDevice | null>(null)
  const load = useCallback<Act>(async (open) => {
    const { event, otherDevices } = await refreshStatus(open)
    setOthers(event.type === 'refused' ? null : otherDevices)
    return event
  }, [])
  useEffect(() => void run(load), [run, load])
  const end = async (device: EndedDevice, reason: Parameters<typeof endOwnDevice>[1]) => {
    setEnding(null)
    if (device.deviceId === 'me') return run((open) => endOwnDevice(open, reason))
    await run(async (open) => {
      const event = await endOtherDevice(open, device.deviceId, reason)
      return event.type === 'refreshed' ? load(open) : event
    })
  }
  const [before, after] = t.thisBody.split('{mobile}')
  return (
    <RimaScreen title={t.title} refusal={state.refusal}>
      <section className="flex flex-col gap-3 rounded-2xl border border-line bg-panel p-4">
        <h2 className="text-[1rem] font-semibold">{t.this}</h2>
        <p className="text-[0.95rem] text-ink-2">
          {before}
          <bdi dir="ltr">{toPersianDigits(state.snapshot.maskedMobile)}</bdi>
          {after}
        </p>
        <RimaButton kind="quiet" onPress={() => setEnding({ deviceId: 'me', model: t.this })}>
          <span className="text-bad">{t.endThis}</span>
        </RimaButton>
      </section>
      <OtherDevices devices={others} busy={state.busy} onEnd={setEnding} onRefresh={() => run(load)} />
      <div className="mt-auto pt-2">
        <RimaButton kind="plain" onPress={() => dispatch({ type: 'codes-opened' })}>
          {texts.back}
        </RimaButton>
      </div>
      {ending && session ? (
        <EndDeviceDialog device={ending} onConfirm={(reason) => end(ending, reason)} onCancel={() => setEnding(null)} />
      ) : null}
    </RimaScreen>
  )
}
