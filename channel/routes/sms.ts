import type { Route } from '#channel/route.ts'

export const smsRoutes: readonly Route[] = []
