/** A UUID as this product writes it (RFC 9562 §4). */
export const uuidForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
/** The same as others may write it. */
export const uuidFormInAnyCase = new RegExp(uuidForm.source, 'i')
