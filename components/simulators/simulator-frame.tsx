import type { ReactNode } from 'react'
import { CustomerPicker, type CustomerPickerProps } from './customer-picker.tsx'

type SimulatorFrameProps = { title: string; text: string; picker: CustomerPickerProps; children: ReactNode }

/** The page around a machine is in the visitor's language; the machine itself is Persian, like the bank's customers. */
export function SimulatorFrame({ title, text, picker, children }: SimulatorFrameProps) {
  return (
    <>
      <header className="mb-5 flex flex-wrap items-end justify-between gap-x-8 gap-y-3">
        <div className="min-w-0 flex-1 basis-80">
          <h1 className="text-xl font-bold">{title}</h1>
          <p className="max-w-prose text-sm text-ink-2">{text}</p>
        </div>
        <div className="w-72 max-md:w-full">
          <CustomerPicker {...picker} />
        </div>
      </header>
      <div lang="fa" dir="rtl">
        {children}
      </div>
    </>
  )
}
