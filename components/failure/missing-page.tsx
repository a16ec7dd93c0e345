import { LinkButton } from '#components/ui/link-button.tsx'
import { Problem } from '#components/ui/problem.tsx'

type MissingPageProps = { texts: { notFoundTitle: string; notFoundText: string; notFoundAction: string } }

/** The same for what does not exist and for what this reader may not see. */
export function MissingPage({ texts }: MissingPageProps) {
  return (
    <Problem
      title={texts.notFoundTitle}
      text={texts.notFoundText}
      action={
        <LinkButton href="/" variant="primary">
          {texts.notFoundAction}
        </LinkButton>
      }
    />
  )
}
