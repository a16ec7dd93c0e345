import type { Metadata } from 'next'
import { LinkButton } from '#components/ui/link-button.tsx'
import { Problem } from '#components/ui/problem.tsx'
import { getTranslator } from './locale.ts'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslator('failure'))('notFoundTitle') }
}

export default async function NotFound() {
  const t = await getTranslator('failure')
  return (
    <Problem
      title={t('notFoundTitle')}
      text={t('notFoundText')}
      action={
        <LinkButton href="/" variant="primary">
          {t('notFoundAction')}
        </LinkButton>
      }
    />
  )
}
