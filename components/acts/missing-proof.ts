'use client'

import { createContext } from 'react'

/** Told by the fields of a proof: what is still missing before the act may be sent, in words for its button; null: nothing. */
export const MissingProof = createContext<(missing: string | null) => void>(() => {})
