import type { FastifyRequest } from 'fastify'
import { fileTypeFromBuffer } from 'file-type'
import { Refusal, type RefusalOptions } from '../../kernel/refusal.ts'
import { refuse, texts } from './refusals.ts'
import type { UploadedFile, UploadRule } from './types.ts'

const megabyte = 1024 * 1024
export const defaultTypes = ['application/pdf', 'image/jpeg', 'image/png', 'image/webp', 'image/heic', 'image/heif'] as const
/** All files and fields of one request together. */
export const maximumUpload = 60 * megabyte

export interface Multipart {
  readonly fields: readonly (readonly [string, string])[]
  readonly files: readonly UploadedFile[]
  /** The first file that breaks the rule: raised only after access was checked, so that the form can be shown again. */
  readonly refused: Refusal | null
}

/** Reads a multipart body into memory. Files that break the rule are left out and named in `refused`. */
export async function readMultipart(request: FastifyRequest, rule: UploadRule): Promise<Multipart> {
  const maxBytes = rule.maxBytes ?? 15 * megabyte
  const maxFiles = rule.maxFiles ?? 10
  const types: readonly string[] | 'any' = rule.types ?? defaultTypes
  const fields: [string, string][] = []
  const files: UploadedFile[] = []
  let refused: Refusal | null = null
  const leaveOut = (code: keyof typeof texts, options: RefusalOptions) => (refused ??= new Refusal(code, texts[code], options))
  let total = 0
  const limits = { fileSize: maxBytes, files: maxFiles + 1, fields: 1_000, fieldSize: 256 * 1024, parts: 1_100 }
  // A file that is too long is cut off, not thrown at: the other fields are wanted for showing the form again.
  for await (const part of request.parts({ limits, throwFileSizeLimit: false } as Parameters<typeof request.parts>[0])) {
    if (part.type === 'field') {
      if (part.valueTruncated || part.fieldnameTruncated) refuse('http.too-large')
      fields.push([part.fieldname, String(part.value)])
      continue
    }
    const bytes = await part.toBuffer()
    total += bytes.length
    if (total > maximumUpload) refuse('http.too-large')
    const name = plainFileName(part.filename)
    // A file input left empty arrives as a file without name or bytes.
    if (bytes.length === 0 && name === '') continue
    const options = { field: part.fieldname, vars: { name } }
    if (part.file.truncated) leaveOut('http.file-too-large', { field: part.fieldname, vars: { name, max: Math.floor(maxBytes / megabyte) } })
    else if (files.length === maxFiles) leaveOut('http.too-many-files', { field: part.fieldname, vars: { max: maxFiles } })
    else {
      const type = await typeOf(bytes)
      if (types === 'any' || types.includes(type)) files.push({ field: part.fieldname, name, type, bytes })
      else leaveOut('http.file-type', options)
    }
  }
  return { fields, files, refused }
}

/** The media type by the bytes; text that is clean UTF-8 counts as text/plain, the rest as application/octet-stream. */
async function typeOf(bytes: Uint8Array): Promise<string> {
  const found = await fileTypeFromBuffer(bytes)
  if (found) return found.mime
  const text = new TextDecoder('utf-8', { fatal: true })
  const isText = !bytes.subarray(0, 4_096).includes(0) && canDecode(text, bytes)
  return isText && bytes.length > 0 ? 'text/plain' : 'application/octet-stream'
}

function canDecode(decoder: TextDecoder, bytes: Uint8Array): boolean {
  try {
    decoder.decode(bytes)
    return true
  } catch {
    return false
  }
}

/** Without folders, control and direction characters; at most 120 characters, the ending kept. */
export function plainFileName(given: string | undefined): string {
  const name = (given ?? '').normalize('NFC').split(/[/\\]/).at(-1)!.replace(/[\p{Cc}\p{Cf}"<>|:*?]/gu, '').trim()
  if (name.length <= 120) return name
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0] ?? ''
  return name.slice(0, 120 - ending.length) + ending
}
