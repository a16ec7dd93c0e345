import type { Route } from '#channel/route.ts'

export const backofficeRoutes: readonly Route[] = []
