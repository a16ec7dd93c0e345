export type ButtonVariant = 'primary' | 'secondary' | 'danger' | 'danger-quiet' | 'ghost'
export type ButtonSize = 'normal' | 'small'

const BASE =
  'inline-flex items-center justify-center gap-1.5 rounded-control border font-medium whitespace-nowrap select-none ' +
  'transition-colors duration-100 disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:cursor-progress ' +
  'data-disabled:cursor-not-allowed data-disabled:opacity-55'

const SIZES: Record<ButtonSize, string> = {
  normal: 'min-h-9 px-3.5 text-sm max-md:min-h-10',
  small: 'min-h-7 px-2.5 text-xs max-md:min-h-9',
}

const VARIANTS: Record<ButtonVariant, string> = {
  primary: 'border-fill bg-fill text-on-fill hover:border-fill-strong hover:bg-fill-strong',
  secondary: 'border-line bg-panel text-ink hover:border-field-line hover:bg-mute-soft',
  danger: 'border-fill-bad bg-fill-bad text-on-fill hover:opacity-90',
  'danger-quiet': 'border-line bg-panel text-bad hover:border-bad hover:bg-bad-soft',
  ghost: 'border-transparent bg-transparent text-ink-2 hover:bg-mute-soft hover:text-ink',
}

export function buttonClass(variant: ButtonVariant = 'secondary', size: ButtonSize = 'normal', extra = ''): string {
  return `${BASE} ${SIZES[size]} ${VARIANTS[variant]} ${extra}`
}
