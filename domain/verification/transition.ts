export type Transition<State extends string, Refusal extends string> =
  | { outcome: 'moved'; state: State }
  | { outcome: 'refused'; reason: Refusal }

/** A state machine written out: every state × event names the next state, or the reason it is refused for. */
export type TransitionTable<State extends string, Event extends string, Refusal extends string> = Readonly<
  Record<State, Readonly<Record<Event, Transition<State, Refusal>>>>
>

export function moveTo<State extends string>(state: State): { outcome: 'moved'; state: State } {
  return { outcome: 'moved', state }
}

export function refuseFor<Refusal extends string>(reason: Refusal): { outcome: 'refused'; reason: Refusal } {
  return { outcome: 'refused', reason }
}
