export function Brand({ name }: { name: string }) {
  return (
    <div className="flex items-center gap-2 px-2 pb-3.5 pt-1 text-lg font-bold">
      <BrandMark />
      {name}
    </div>
  )
}

export function BrandMark({ sizePixels = 22 }: { sizePixels?: number }) {
  return (
    <svg aria-hidden="true" width={sizePixels} height={sizePixels} viewBox="0 0 22 22">
      <defs>
        <linearGradient id="brand" x1="0" y1="0" x2="1" y2="1">
          <stop offset="0" stopColor="#2f76ec" />
          <stop offset="1" stopColor="#0a3c91" />
        </linearGradient>
      </defs>
      <rect width="22" height="22" rx="7" fill="url(#brand)" />
      <circle cx="11" cy="9.5" r="2.6" fill="none" stroke="#fff" strokeWidth="1.6" />
      <path d="M11 12.1v4.2M11 14.6h2" fill="none" stroke="#fff" strokeWidth="1.6" strokeLinecap="round" />
    </svg>
  )
}
