/** Whether what had the focus is gone: whoever works by keys would go on from the page's start. */
export function isFocusLost(): boolean {
  return document.activeElement === null || document.activeElement === document.body
}
