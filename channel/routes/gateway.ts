import type { Route } from '#channel/route.ts'

export const gatewayRoutes: readonly Route[] = []
