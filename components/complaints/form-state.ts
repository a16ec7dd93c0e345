/** What became of a form on a complaint. `submissionId` is that of the next press. */
export type ComplaintFormState = {
  outcome: 'none' | 'done' | 'refused'
  message: string | null
  submissionId: string
}
export type ComplaintFormAction = (previous: ComplaintFormState, form: FormData) => Promise<ComplaintFormState>
