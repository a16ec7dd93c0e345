import type { FastifyReply, FastifyRequest, RouteShorthandOptions } from 'fastify'
import type { Admission, LaneName } from '#channel/admission/admission.ts'
import type { ClientsInUse } from '#channel/admission/proof.ts'
import { laneOf, type Standing, standingOf } from '#channel/admission/standing.ts'
import { sendProblem } from '#channel/http/present.ts'
import { refuse } from '#channel/http/problem.ts'
import type { Route } from '#channel/route.ts'

const RETRY_AFTER_SECONDS = 1

export type Gate = { admission: Admission; clients: ClientsInUse }
export type Turn = {
  /** For the route: refuses before the body is read when the line is already too long. */
  door: Pick<RouteShorthandOptions, 'onRequest'>
  /** For its handler. @throws Refused busy */
  run: <T>(request: FastifyRequest, work: () => Promise<T>) => Promise<T>
}

declare module 'fastify' {
  interface FastifyRequest {
    standing: Standing | null
    /** Refused unread for lack of room: there may be thousands, so they are counted and not logged. */
    isTurnedAway: boolean
  }
}

/** How a route's calls are let in one after another, as many as are answered in time. */
export function openTurnOf({ admission, clients }: Gate, route: Route): Turn {
  const lane = laneOf(route)
  if (lane === null) return { door: {}, run: (_request, work) => work() }
  const isHotPath = route.caller === 'gateway' || route.caller === 'atm'
  return {
    door: {
      onRequest: async (request, reply) => {
        if (!admission.isPressed) return
        const standing = standingIn(clients, lane, request)
        if (admission.refusesAtDoor(standing.lane, standing.line())) return turnAway(request, reply)
      },
    },
    run: async (request, work) => {
      const standing = standingIn(clients, lane, request)
      const verdict = await admission.enter(standing.lane, standing.line, () => request.raw.socket.destroyed)
      if (verdict !== 'admitted') {
        request.isTurnedAway = true
        throw busy
      }
      const startedAtMs = performance.now()
      try {
        return await work()
      } finally {
        admission.leave(standing.lane, isHotPath ? performance.now() - startedAtMs : null)
      }
    },
  }
}

// Created once: an error thrown thousands of times a second needs no stack trace.
const busy = refuse('busy', { retryAfterSeconds: RETRY_AFTER_SECONDS })

function turnAway(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  request.isTurnedAway = true
  return sendProblem(reply, busy.problem, null)
}

function standingIn(clients: ClientsInUse, lane: LaneName, request: FastifyRequest): Standing {
  request.standing ??= standingOf(clients, lane, request)
  return request.standing
}
