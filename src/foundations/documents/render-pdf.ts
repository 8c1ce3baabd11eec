import { readFileSync } from 'node:fs'
import { NodeCompiler, PdfStandard } from '@myriaddreamin/typst-ts-node-compiler'
import { rootPath } from '../../platform/index.ts'
import type { StateForm, Verification } from './state-form.ts'

const fonts = ['400Regular/Tinos_400Regular.ttf', '400Regular_Italic/Tinos_400Regular_Italic.ttf', '700Bold/Tinos_700Bold.ttf', '700Bold_Italic/Tinos_700Bold_Italic.ttf']

let compiler: NodeCompiler | undefined
let template: string | undefined

/**
 * Renders a state form as PDF/A-2a (tagged, Vietnamese, with title). What people wrote goes in as data and never as source text.
 * Synchronous, a few milliseconds a page: for the worker, not for a request.
 */
export function renderPdf(form: StateForm, options: { verification?: Verification | null; watermark?: string | null; footer?: string; qr?: ReadonlyMap<string, string> } = {}): Uint8Array {
  compiler ??= NodeCompiler.create({ fontArgs: [{ fontBlobs: fonts.map((file) => readFileSync(rootPath('node_modules/@expo-google-fonts/tinos', file))) }] })
  template ??= readFileSync(rootPath('src/foundations/documents/templates/state-form.typ'), 'utf8')
  const whole = {
    ...form, subtitle: form.subtitle ?? null, addressee: form.addressee ?? null,
    large: form.large ?? false,
    blocks: form.blocks.map((block) => (block.kind === 'qr' ? { ...block, qr: options.qr?.get(block.address) ?? null } : 'heading' in block || block.kind === 'paragraph' ? block : { ...block, heading: null })),
    signer: form.signer ? { note: '', ...form.signer } : null,
    verification: options.verification ?? null, watermark: options.watermark ?? null, footer: options.footer ?? 'Congdan',
  }
  const bytes = compiler.pdf({ mainFileContent: template, inputs: { form: JSON.stringify(whole) } }, { pdfStandard: PdfStandard.A_2a })
  compiler.evictCache(10)
  return bytes
}
