import { KeyboardCommands } from '#components/shell/keyboard-commands.tsx'
import type { FindAction, NavigationItem } from '#components/shell/shell-data.ts'
import type { ShellLabels } from '#components/shell/shell-labels.ts'
import { Icon } from '#components/ui/icon.tsx'

type TopBarProps = { navigation: NavigationItem[]; navigationId: string; labels: ShellLabels; find: FindAction }

export function TopBar({ navigation, navigationId, labels, find }: TopBarProps) {
  return (
    <div className="sticky top-0 z-20 bg-canvas/90 backdrop-blur-sm print:hidden">
      <div className="mx-auto flex max-w-[77.5rem] items-center gap-2 px-6.5 py-4 max-md:px-4 max-md:py-2.5">
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
