import { toPersianDigits } from '#components/format/digits.ts'
import { texts } from '../texts.ts'

type NumberPadProps = {
  onDigit: (digit: string) => void
  onClear: () => void
  onCancel: () => void
  onEnter: () => void
}

const KEY =
  'grid h-10 min-w-12 place-items-center rounded-md border border-[#000]/25 px-2 text-[1.0625rem] ' +
  'font-semibold text-[#1b2130] shadow-[0_2px_0_rgb(0_0_0/0.35)] active:translate-y-px'
const t = texts.atm.padKeys

/** The keys below the screen, in the order of every ATM: 1 at the left, whatever the script. */
export function NumberPad({ onDigit, onClear, onCancel, onEnter }: NumberPadProps) {
  return (
    <fieldset aria-label={texts.atm.pad} dir="ltr" className="grid grid-cols-[repeat(3,3rem)_5.5rem] gap-1.5">
      {'123'.split('').map((digit) => digitKey(digit, onDigit))}
      {actionKey(t.cancel, onCancel, 'bg-[#f3b4ae]')}
      {'456'.split('').map((digit) => digitKey(digit, onDigit))}
      {actionKey(t.clear, onClear, 'bg-[#f6e08d]')}
      {'789'.split('').map((digit) => digitKey(digit, onDigit))}
      {actionKey(t.enter, onEnter, 'row-span-2 h-full bg-[#a7dfb5]')}
      <span />
      {digitKey('0', onDigit)}
    </fieldset>
  )
}

function digitKey(digit: string, onDigit: (digit: string) => void) {
  return (
    <button key={digit} type="button" onClick={() => onDigit(digit)} className={`${KEY} bg-[#e3e6ec] hover:bg-[#fff]`}>
      {toPersianDigits(digit)}
    </button>
  )
}

function actionKey(label: string, onPress: () => void, look: string) {
  return (
    <button key={label} type="button" lang="fa" onClick={onPress} className={`${KEY} text-[0.875rem] ${look}`}>
      {label}
    </button>
  )
}
