/**
 * Tells when the page goes out of sight, or may be put to sleep, and when it is back; each may be told more than once.
 * Answers what ends the watch.
 */
export function watchSight({ lost, regained }: { lost: () => void; regained: () => void }): () => void {
  const turn = () => (document.hidden ? lost() : regained())
  const listeners: [EventTarget, string, () => void][] = [
    [document, 'visibilitychange', turn],
    [document, 'freeze', lost],
    [document, 'resume', turn],
    [window, 'pagehide', lost],
    [window, 'pageshow', turn],
    [window, 'focus', turn],
  ]
  for (const [target, name, listener] of listeners) target.addEventListener(name, listener)
  return () => {
    for (const [target, name, listener] of listeners) target.removeEventListener(name, listener)
  }
}
