import { KeyboardCommands } from '#components/shell/keyboard-commands.tsx'
import type { FindAction, NavigationItem } from '#components/shell/shell-data.ts'
import type { ShellLabels } from '#components/shell/shell-labels.ts'
import { Icon } from '#components/ui/icon.tsx'

type TopBarProps = {
  navigation: NavigationItem[]
  navigationId: string
  labels: ShellLabels
  find: FindAction
  mayFind: boolean
}

export function TopBar({ navigation, navigationId, labels, find, mayFind }: TopBarProps) {
  return (
    <div
      className={`sticky top-0 z-20 bg-canvas/90 backdrop-blur-sm print:hidden ${mayFind ? '' : 'md:static md:h-0'}`}
    >
      <div
        className={`mx-auto flex max-w-[77.5rem] items-center gap-2 px-6.5 max-md:px-4 max-md:py-2.5 ${mayFind ? 'py-4' : 'md:hidden'}`}
      >
        <button
          type="button"
          popoverTarget={navigationId}
          aria-label={labels.openNavigation}
          className="grid size-11 place-items-center rounded-control border border-line bg-panel md:hidden"
        >
          <Icon name="menu" sizePixels={18} />
        </button>
        <KeyboardCommands navigation={navigation} labels={labels} find={find} />
      </div>
    </div>
  )
}
