import { headers } from 'next/headers'
import { readLocale } from '#app/locale.ts'
import type { ShellLabels } from '#components/shell/shell-labels.ts'
import { catalogues } from '#messages/catalogue.ts'

export async function readShellLabels(): Promise<ShellLabels> {
  const { app, shell, palette, shortcuts, common } = catalogues[await readLocale()]
  return {
    ...shell,
    appName: app.name,
    findKeys: await readFindKeys(),
    notifications: common.notifications,
    dismiss: common.dismiss,
    loading: common.loading,
    skipToContent: app.skipToContent,
    language: app.language,
    otherLanguage: app.otherLanguage,
    theme: app.theme,
    themes: app.themes,
    find: palette,
    shortcuts: { ...shortcuts, close: common.close },
  }
}

/** The find shortcut as this keyboard writes it. */
export async function readFindKeys(): Promise<string> {
  return /Mac OS X|Macintosh/.test((await headers()).get('user-agent') ?? '') ? '⌘ K' : 'Ctrl K'
}
