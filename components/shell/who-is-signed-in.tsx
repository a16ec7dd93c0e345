import Link from 'next/link'
import type { FormAction, SignedInOperator } from '#components/shell/shell-data.ts'
import { Icon } from '#components/ui/icon.tsx'
import type { Role } from '#domain/operator/permission.ts'

type WhoIsSignedInProps = {
  operator: SignedInOperator
  labels: { signedInAs: string; signOut: string; roles: Record<Role, string> }
  signOut: FormAction
}

export function WhoIsSignedIn({ operator, labels, signOut }: WhoIsSignedInProps) {
  return (
    <div className="flex items-center justify-between gap-2 border-t border-line px-2 pt-3">
      <div className="min-w-0">
        <span className="sr-only">{labels.signedInAs}</span>
        <Link href="/me" prefetch={false} className="block truncate text-sm font-semibold text-ink hover:text-accent">
          {operator.name}
        </Link>
        {operator.branchName ? <bdi className="block truncate text-xs text-ink-2">{operator.branchName}</bdi> : null}
        <span className="block truncate text-xs text-ink-2">{labels.roles[operator.role]}</span>
      </div>
      <form action={signOut}>
        <button
          type="submit"
          aria-label={labels.signOut}
          title={labels.signOut}
          className="grid size-8 place-items-center rounded-control text-ink-3 hover:bg-mute-soft hover:text-ink max-md:size-10"
        >
          <Icon name="leave" />
        </button>
      </form>
    </div>
  )
}
