import type { Route } from '#channel/route.ts'

export const atmRoutes: readonly Route[] = []
