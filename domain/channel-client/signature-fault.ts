/** Why a signed request was refused, as an administrator is told it; the caller is told none of these. */
export const signatureFaults = [
  'unsigned',
  'header_missing',
  'header_twice',
  'malformed_input',
  'malformed_signature',
  'malformed_digest',
  'label_missing',
  'several_signatures',
  'parameter_missing',
  'component_missing',
  'component_unsupported',
  'component_absent',
  'wrong_algorithm',
  'unknown_key',
  'client_disabled',
  'wrong_signature',
  'wrong_digest',
  'foreign_address',
  'clock_skew',
  'expired',
  'wrong_client_kind',
] as const
export type SignatureFault = (typeof signatureFaults)[number]

/** `part`: which header, parameter or component; `seconds`: the caller's clock before (negative) or after ours, or how long expired. */
export type SignatureRefusal = { reason: SignatureFault; part?: string; seconds?: number }
