/** How the demo's bank names itself in an SMS, and whom its customers call. */
export const demoInstitution = { name: 'بانک نمونه', supportPhone: '۰۲۱-۲۷۳۱۰' } as const
