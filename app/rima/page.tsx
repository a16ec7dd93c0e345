import { connection } from 'next/server'
import { RimaApp } from '#components/rima/rima-app.tsx'

/** Rendered for each request, because every page carries its own script nonce. */
export default async function RimaPage() {
  await connection()
  const channelUrl = process.env.CHANNEL_PUBLIC_URL || 'http://127.0.0.1:4000'
  return <RimaApp channelUrl={channelUrl.replace(/\/+$/, '')} />
}
