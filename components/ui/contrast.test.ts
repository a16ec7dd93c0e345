import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const css = readFileSync(new URL('../../app/globals.css', import.meta.url), 'utf8')
const tokens = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)].map(([, name, light, dark]) => [
    name ?? '',
    { light: light ?? '', dark: dark ?? '' },
  ]),
)

const SURFACES = ['canvas', 'panel', 'mute-soft']
const TEXTS = ['ink', 'ink-2', 'ink-3']
const TEXT_PAIRS = [
  ...TEXTS.flatMap((text) => SURFACES.map((surface) => [text, surface])),
  ...['accent', 'bad'].flatMap((text) => [...SURFACES.slice(0, 2)].map((surface) => [text, surface])),
  ...['accent-strong', 'ink', 'ink-2', 'ink-3', 'accent'].map((text) => [text, 'accent-soft']),
  ['ok', 'ok-soft'],
  ['bad', 'bad-soft'],
  ['warn', 'warn-soft'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-strong'],
  ['on-bad', 'bad'],
  ['on-fill', 'fill'],
  ['on-fill', 'fill-strong'],
  ['on-fill', 'fill-bad'],
] as [string, string][]
const EDGE_PAIRS = [
  ['field-line', 'panel'],
  ['accent', 'canvas'],
  ['accent', 'panel'],
  ['fill', 'canvas'],
  ['fill', 'panel'],
] as [string, string][]

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string, theme: 'light' | 'dark'): number {
  const levels = [one, other].map((name) => luminance(tokens.get(name)?.[theme] ?? '')).sort((a, b) => b - a)
  return ((levels[0] ?? 0) + 0.05) / ((levels[1] ?? 0) + 0.05)
}

for (const theme of ['light', 'dark'] as const) {
  test.each(TEXT_PAIRS)(`%s on %s can be read in the ${theme} theme`, (text, surface) => {
    expect(contrast(text, surface, theme)).toBeGreaterThanOrEqual(4.5)
  })
  test.each(EDGE_PAIRS)(`the edge %s can be told from %s in the ${theme} theme`, (edge, surface) => {
    expect(contrast(edge, surface, theme)).toBeGreaterThanOrEqual(3)
  })
}
