export const plansUrl = '/dc/kich-hoat/ke-hoach'
