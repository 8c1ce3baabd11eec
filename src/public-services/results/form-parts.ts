import type { StateForm } from '../../foundations/documents/index.ts'

/** What stands above every form that is printed to be signed: no number, no signer. */
export type FormHead = Pick<StateForm, 'agency' | 'number' | 'placeAndDate' | 'signer'>

export const genderWord = (gender: string | null): string | null => (gender === 'male' ? 'Nam' : gender === 'female' ? 'Nữ' : null)
export const line = (label: string, value: string | null = null) => ({ label, value })
export const upper = (name: string): string => name.toLocaleUpperCase('vi')
