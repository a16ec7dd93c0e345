export type Sms = { id: string; atMs: number; text: string }

/** `missed`: messages that came while the phone was out of coverage; they were reported as failed and never show. */
export type Inbox = { messages: Sms[]; missed: number }
export type ReadInbox = (asked: { mobile: string; covered: boolean }) => Promise<Inbox>
