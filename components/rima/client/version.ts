export const RIMA_VERSION = '1.0.0'
