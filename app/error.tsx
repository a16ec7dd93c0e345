'use client'

import type { ComponentProps } from 'react'
import { FailedPage } from '#components/failure/failed-page.tsx'

export default function RootError(props: ComponentProps<typeof FailedPage>) {
  return (
    <main>
      <FailedPage {...props} />
    </main>
  )
}
