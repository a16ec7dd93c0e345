import { expect, test } from 'vitest'
import { describeBrowser } from '#components/format/describe-browser.ts'

test.each([
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/141.0.0.0 Safari/537.36 Edg/141.0',
    'Edge 141 · Windows',
  ],
  ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36', 'Chrome 140 · Linux'],
  ['Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36', 'Chrome 140 · Android'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 14) AppleWebKit/605 Version/18.1 Safari/605', 'Safari 18 · macOS'],
  ['Mozilla/5.0 (X11; Linux) Gecko/20100101 Firefox/143.0', 'Firefox 143 · Linux'],
])('%s is named as people name it', (userAgent, name) => {
  expect(describeBrowser(userAgent)).toBe(name)
})

test.each([null, 'curl/8'])('%j names nothing known', (userAgent) => {
  expect(describeBrowser(userAgent)).toBeNull()
})
