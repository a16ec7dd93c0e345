'use client'
import type { OtherDevice } from '#components/rima/client/api.ts'
import { fill, texts } from '#components/rima/texts.ts'
import type { EndedDevice } from './end-device-dialog.tsx'
import { formatWhen } from './format-when.ts'
import { RimaButton } from './rima-button.tsx'

const t = texts.devices

interface OtherDevicesProps {
  devices: OtherDevice[] | null
  busy: boolean
  onEnd: (device: EndedDevice) => void
  onRefresh: () => void
}

/** Null: the bank was not reached. */
export function OtherDevices({ devices, busy, onEnd, onRefresh }: OtherDevicesProps) {
  const live = devices?.filter((device) => device.status === 'registered' || device.status === 'active')
  return (
    <section className="flex flex-col gap-3">
      <h2 className="text-[1rem] font-semibold">{t.others}</h2>
      {live ? null : <p className="text-[0.95rem] text-ink-2">{busy ? texts.working : t.unknown}</p>}
      {live?.length === 0 ? <p className="text-[0.95rem] leading-7 text-ink-2">{t.none}</p> : null}
      <ul className="flex flex-col gap-2">
        {live?.map((device) => (
          <li key={device.deviceId} className="flex flex-col gap-3 rounded-2xl border border-line bg-panel p-4">
            <p className="flex flex-col">
              <bdi className="text-[1rem] font-medium">{device.model}</bdi>
              <span className="text-sm text-ink-2">
                {device.lastSeenAt ? fill(t.seen, { when: formatWhen(Date.parse(device.lastSeenAt)) }) : t.neverSeen}
              </span>
            </p>
            <RimaButton kind="quiet" onPress={() => onEnd(device)}>
              <span className="text-bad">{t.endNamed.replace('{model}', device.model)}</span>
            </RimaButton>
          </li>
        ))}
      </ul>
      <p className="text-sm leading-6 text-ink-2">{t.lostElsewhere}</p>
      <RimaButton kind="quiet" busyText={busy && texts.working} onPress={onRefresh}>
        {t.refresh}
      </RimaButton>
    </section>
  )
}
