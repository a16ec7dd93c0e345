import { type Locale, THEMES, type Theme } from '#components/locale/locale.ts'
import type { FormAction } from '#components/shell/shell-data.ts'
import { Icon, type IconName } from '#components/ui/icon.tsx'

type PreferenceSwitchesProps = {
  locale: Locale
  theme: Theme
  labels: { language: string; otherLanguage: string; theme: string; themes: Record<Theme, string> }
  actions: { setLocale: FormAction; setTheme: FormAction }
}

const ICONS: Record<Theme, IconName> = { system: 'screen', light: 'sun', dark: 'moon' }
const SEGMENT =
  'grid size-7 place-items-center rounded-md text-ink-3 hover:text-ink max-md:size-9 ' +
  'aria-pressed:bg-panel aria-pressed:text-accent-strong aria-pressed:shadow-[0_0_0_1px_var(--line)]'

export function PreferenceSwitches({ locale, theme, labels, actions }: PreferenceSwitchesProps) {
  const other: Locale = locale === 'fa' ? 'en' : 'fa'
  return (
    <div className="flex items-center justify-between gap-2">
      <form action={actions.setLocale}>
        <button
          type="submit"
          name="locale"
          value={other}
          lang={other}
          className="min-h-8 rounded-control px-2 text-xs text-ink-2 hover:bg-mute-soft hover:text-ink max-md:min-h-10"
        >
          {labels.otherLanguage}
        </button>
      </form>
      <form action={actions.setTheme}>
        <fieldset aria-label={labels.theme} className="flex gap-0.5 rounded-control bg-mute-soft p-0.5">
          {THEMES.map((choice) => (
            <button
              key={choice}
              type="submit"
              name="theme"
              value={choice}
              aria-pressed={choice === theme}
              aria-label={labels.themes[choice]}
              title={labels.themes[choice]}
              className={SEGMENT}
            >
              <Icon name={ICONS[choice]} sizePixels={14} />
            </button>
          ))}
        </fieldset>
      </form>
    </div>
  )
}
