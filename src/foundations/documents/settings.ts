import { definePort } from '../../platform/index.ts'

/** The address people type, for the QR code, and whether this is a demonstration (its papers carry a watermark). */
export const documentSettings = definePort<() => { publicUrl: string; demo: boolean }>('documents.settings')
