import type { Route } from '#channel/route.ts'

export const appRoutes: readonly Route[] = []
