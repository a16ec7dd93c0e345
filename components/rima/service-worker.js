/* Keeps the pages of Rima and what they are made of, so that codes can be seen without a network. */
const CACHE = 'rima-1'
const PAGES = ['/rima', '/rima/help']
const EXTRAS = ['/rima/manifest.webmanifest', '/rima/icon-192.png', '/rima/icon-512.png']
const SLOW_NETWORK_MS = 4000

self.addEventListener('install', (event) => {
  event.waitUntil(keepPages().then(() => self.skipWaiting()))
})

self.addEventListener('activate', (event) => {
  event.waitUntil(dropOtherCaches().then(() => self.clients.claim()))
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin) return
  if (request.mode === 'navigate' && PAGES.includes(url.pathname)) event.respondWith(openPage(event, url.pathname))
  else if (url.pathname.startsWith('/_next/static/') || EXTRAS.includes(url.pathname)) {
    event.respondWith(openAsset(request, url.pathname))
  }
})

/* The network first, so that a new version is seen at once; the kept page when it is absent or slow. */
async function openPage(event, path) {
  const kept = await (await caches.open(CACHE)).match(path)
  const fresh = fetch(event.request)
  if (!kept) return fresh
  const slow = new Promise((resolve) => setTimeout(resolve, SLOW_NETWORK_MS))
  const answer = await Promise.race([fresh.catch(() => undefined), slow])
  if (!answer?.ok) return kept
  event.waitUntil(keepPages().catch(() => undefined))
  return answer
}

async function openAsset(request, path) {
  const kept = await (await caches.open(CACHE)).match(path)
  return kept ?? fetch(request)
}

/* A page is replaced only after everything it needs has been kept: half a version never shows. */
async function keepPages() {
  const cache = await caches.open(CACHE)
  const needed = new Set(EXTRAS)
  const pages = await Promise.all(PAGES.map((path) => fetchWhole(path)))
  for (const page of pages) for (const path of findAssets(await page.clone().text())) needed.add(path)
  for (const path of [...needed].filter((each) => each.endsWith('.css'))) {
    const sheet = await keepAsset(cache, path)
    for (const font of findAssets(await sheet.text(), path)) needed.add(font)
  }
  await Promise.all([...needed].map((path) => keepAsset(cache, path)))
  await Promise.all(pages.map((page, index) => cache.put(PAGES[index], page)))
  await dropUnneeded(cache, needed)
}

async function keepAsset(cache, path) {
  const kept = await cache.match(path)
  if (kept) return kept
  const fresh = await fetchWhole(path)
  await cache.put(path, fresh.clone())
  return fresh
}

async function fetchWhole(path) {
  const answer = await fetch(path, { cache: 'no-cache', credentials: 'same-origin' })
  if (!answer.ok || answer.redirected) throw new Error(`${path} answered ${answer.status}`)
  return answer
}

function findAssets(text, base = '/rima') {
  const absolute = text.match(/\/_next\/static\/[\w.~!()[\]%/-]+\.\w+/g) ?? []
  const inSheet = [...text.matchAll(/url\(["']?([^"')]+\.woff2)["']?\)/g)].map(([, path]) => path)
  return [...absolute, ...inSheet].map((path) => new URL(path, new URL(base, self.location.origin)).pathname)
}

async function dropUnneeded(cache, needed) {
  for (const { url } of await cache.keys()) {
    const { pathname } = new URL(url)
    if (!needed.has(pathname) && !PAGES.includes(pathname)) await cache.delete(pathname)
  }
}

async function dropOtherCaches() {
  const names = await caches.keys()
  await Promise.all(
    names.filter((name) => name.startsWith('rima-') && name !== CACHE).map((name) => caches.delete(name)),
  )
}
