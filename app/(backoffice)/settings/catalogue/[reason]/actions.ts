'use server'

import { revalidatePath } from 'next/cache'
import { ask } from '#app/ask.ts'
import { getTranslator } from '#app/locale.ts'
import { orLeave, readOperatorContext } from '#app/request.ts'
import { web } from '#app/services.ts'
import type { EditState } from '#components/catalogue/catalogue-editor.tsx'
import { isolate } from '#components/format/isolate.ts'
import {
  type CatalogueFault,
  catalogueLocales,
  catalogueParts,
  partLengthMax,
} from '#domain/reason/check-catalogue-texts.ts'
import { AppError } from '#server/app-error.ts'
import { reviewWording } from '#server/catalogue/review-wording.ts'

type Texts = Awaited<ReturnType<typeof getTranslator<'catalogueSettings'>>>

const refusals = ['catalogue_unchanged', 'catalogue_invalid', 'already_asked'] as const

/** Asks another administrator for a wording; what is wrong with it is said at each field. */
export async function askForWording(shownReason: string, _previous: EditState, form: FormData): Promise<EditState> {
  const [services, ctx, t] = await Promise.all([web(), readOperatorContext(), getTranslator('catalogueSettings')])
  const reason = String(shownReason)
  const wording = { reason, texts: readTexts(form) }
  const why = String(form.get('why') ?? '').trim()
  try {
    const faults = await reviewWording(services, ctx, wording)
    if (faults.length > 0) return refused(t('refusals.catalogue_invalid'), sayFaults(faults, t))
    await orLeave(ask('request-approval', { act: 'catalogue:change', payload: wording, reason: why }))
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    if (error.code === 'validation_failed') return refused(t('refusals.invalid'), { why: t('refusals.invalid') })
    return refused(t(`refusals.${refusals.find((each) => each === error.reason) ?? 'other'}`), {})
  }
  revalidatePath(`/settings/catalogue/${encodeURIComponent(reason)}`)
  return { outcome: 'asked', message: t('asked'), faults: {} }
}

function readTexts(form: FormData): unknown {
  return Object.fromEntries(
    catalogueLocales.map((locale) => [
      locale,
      Object.fromEntries(catalogueParts.map((part) => [part, String(form.get(`${locale}.${part}`) ?? '')])),
    ]),
  )
}

function refused(message: string, faults: EditState['faults']): EditState {
  return { outcome: 'refused', message, faults }
}

function sayFaults(faults: readonly CatalogueFault[], t: Texts): EditState['faults'] {
  const said = faults.map(({ locale, part, fault, name }) => [
    `${locale}.${part}`,
    t(`faults.${fault}`, { name: isolate(`{${name}}`), max: partLengthMax[part] }),
  ])
  return Object.fromEntries(said)
}
