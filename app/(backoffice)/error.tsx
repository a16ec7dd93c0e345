'use client'

export { FailedPage as default } from '#components/failure/failed-page.tsx'
