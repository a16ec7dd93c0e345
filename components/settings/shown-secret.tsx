import { Banner } from '#components/ui/banner.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { PressButton } from '#components/ui/press-button.tsx'

type ShownSecretProps = {
  secret: string
  labels: { name: string; once: string; copy: string; copied: string; close: string }
}

/** A secret that is seen this once; closing the dialog around it forgets it. */
export function ShownSecret({ secret, labels }: ShownSecretProps) {
  return (
    <div className="flex flex-col gap-3">
      <Banner tone="warn" live>
        {labels.once}
      </Banner>
      <div className="flex items-center gap-2 rounded-control border border-line bg-mute-soft px-3 py-2">
        <span className="sr-only">{labels.name}</span>
        <code dir="ltr" className="min-w-0 flex-1 font-mono text-sm break-all">
          {secret}
        </code>
        <CopyButton value={secret} label={labels.copy} copiedLabel={labels.copied} />
      </div>
      <div className="flex justify-end">
        <PressButton slot="close">{labels.close}</PressButton>
      </div>
    </div>
  )
}
