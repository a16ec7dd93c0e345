/** A closed ring with the minute running round it; the same drawing as the icons. */
export function RimaMark({ sizePixels = 28 }: { sizePixels?: number }) {
  return (
    <svg aria-hidden="true" width={sizePixels} height={sizePixels} viewBox="0 0 48 48">
      <rect width="48" height="48" rx="13" fill="#0f5bd7" />
      <circle cx="24" cy="24" r="13" fill="none" stroke="#ffffff" strokeOpacity="0.35" strokeWidth="4.5" />
      <path d="M24 11 a13 13 0 1 1 -13 13" fill="none" stroke="#ffffff" strokeWidth="4.5" strokeLinecap="round" />
      <circle cx="24" cy="24" r="4" fill="#ffffff" />
    </svg>
  )
}
