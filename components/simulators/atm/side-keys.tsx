import { toPersianDigits } from '#components/format/digits.ts'
import { texts } from '../texts.ts'
import type { AtmOption } from './list-options.ts'

type SideKeysProps = { options: (AtmOption | null)[]; onChoose: (option: AtmOption) => void }

const PLACES = [1, 2, 3, 4, 5, 6, 7, 8]
const KEY =
  'h-9 w-6 shrink-0 rounded-[5px] border border-[#000]/20 bg-[#c4cad6] shadow-[0_2px_0_rgb(0_0_0/0.3)] ' +
  'group-active:translate-y-px sm:w-8'

/** Eight keys, four on each side of the screen; each is one button together with its label on the screen. */
export function SideKeys({ options, onChoose }: SideKeysProps) {
  return (
    <ul aria-label={texts.atm.keys} className="grid grid-flow-col grid-cols-2 grid-rows-4 gap-y-1.5 py-2">
      {PLACES.map((place) => {
        const option = options[place - 1]
        const order = place > 4 ? 'flex-row-reverse' : ''
        return (
          <li key={place} className="min-h-13">
            {option ? (
              <button
                type="button"
                aria-keyshortcuts={String(place)}
                onClick={() => onChoose(option)}
                className={`group flex h-full min-h-13 w-full items-center text-start outline-offset-0 focus-visible:outline-3 focus-visible:outline-[#8fc1ff] ${order}`}
              >
                <span aria-hidden="true" className={KEY} />
                <span
                  className={`mx-2 flex h-full min-w-0 flex-1 items-center gap-2 rounded-md bg-[#fff]/12 px-2.5 py-1.5 text-[0.875rem] leading-snug font-medium text-[#fff] group-hover:bg-[#fff]/22 sm:mx-3 sm:px-3 sm:text-[1.0625rem] ${order}`}
                >
                  <span
                    aria-hidden="true"
                    className="grid size-6 shrink-0 place-items-center rounded bg-[#fff]/16 text-[0.8125rem] tabular-nums max-sm:hidden"
                  >
                    {toPersianDigits(String(place))}
                  </span>
                  <span className="min-w-0 flex-1">{option.label}</span>
                </span>
              </button>
            ) : (
              <span aria-hidden="true" className={`flex h-full items-center ${order}`}>
                <span className={KEY} />
              </span>
            )}
          </li>
        )
      })}
    </ul>
  )
}
