'use client'

import { useContext, useEffect, useRef, useState } from 'react'
import { MissingProof } from '#components/acts/missing-proof.ts'
import { ProofByCode } from '#components/acts/proof-by-code.tsx'
import type { CheckCode, Holding, ProofChoice, ProofLabels, SendCode } from '#components/acts/proof-state.ts'
import { RadioGroup } from '#components/ui/choice.tsx'
import type { CheckedLevel, ProofLevel } from '#domain/operator/act-proofs.ts'

type ProofFieldsProps = { choices: readonly ProofChoice[]; send: SendCode; check: CheckCode; labels: ProofLabels }
type HeldProofs = Partial<Record<ProofLevel, Holding>>

/** How the customer was known: a statement, or a code that is sent and checked right here before the act is. */
export function ProofFields({ choices, send, check, labels }: ProofFieldsProps) {
  const heldAtFirst = Object.fromEntries(choices.flatMap(({ value, holding }) => (holding ? [[value, holding]] : [])))
  const [held, setHeld] = useState<HeldProofs>(heldAtFirst)
  const [first] = useState(() => choices.find(({ value }) => heldAtFirst[value])?.value ?? null)
  const [level, setLevel] = useState<ProofLevel | null>(first)
  const chosen = choices.find(({ value }) => value === level)
  const holding = level === null ? undefined : held[level]
  const missing = holding ? null : (chosen?.missing ?? null)
  const tellMissing = useContext(MissingProof)
  const fields = useRef<HTMLDivElement>(null)
  const keepHolding = (passed: Holding): void => {
    if (level === null) return
    setHeld((before) => ({ ...before, [level]: passed }))
    // The box that was typed in goes: its radio now says that the proof holds.
    fields.current?.querySelector<HTMLElement>('input[name=proof]:checked')?.focus()
  }
  useEffect(() => {
    tellMissing(missing)
    return () => tellMissing(null)
  }, [missing, tellMissing])
  useHeldToTheEnd(holding, () => setHeld((before) => ({ ...before, [level ?? '']: undefined })))
  return (
    // The radios answer for themselves; this only hears which was chosen.
    <div
      ref={fields}
      onChange={({ target }) => {
        const { name, value } = target as unknown as HTMLInputElement
        if (name === 'proof') setLevel(value as ProofLevel)
      }}
      className="flex flex-col gap-2"
    >
      <RadioGroup
        name="proof"
        label={labels.title}
        required
        {...(first === null ? {} : { defaultValue: first })}
        options={choices.map(({ value, label, unavailable }) => ({
          value,
          label,
          description: unavailable ?? held[value]?.text,
          disabled: unavailable !== null,
        }))}
      />
      {missing === null || chosen === undefined ? null : (
        <ProofByCode
          key={chosen.value}
          level={chosen.value as CheckedLevel}
          {...{ send, check, labels }}
          onPassed={keepHolding}
        />
      )}
    </div>
  )
}

/** A proof that runs out while the dialog stands open is asked for again, not refused after the press. */
function useHeldToTheEnd(holding: Holding | undefined, onOver: () => void): void {
  const untilMs = holding?.untilMs
  // biome-ignore lint/correctness/useExhaustiveDependencies: the end of the same holding is waited for once
  useEffect(() => {
    if (untilMs === undefined) return
    const timer = setTimeout(onOver, Math.max(0, untilMs - Date.now()))
    return () => clearTimeout(timer)
  }, [untilMs])
}
