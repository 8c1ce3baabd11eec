import { UsageError } from './command.ts'

/** Why the register is read, and by which law: people read it. */
export function askedPurpose(text: string | undefined): { readonly text: string; readonly basis: string } {
  const [why = '', basis = ''] = (text ?? '').split(';').map((part) => part.trim())
  if (why === '' || basis === '') throw new UsageError('--purpose: ghi lý do và căn cứ, cách nhau bằng dấu chấm phẩy. Người dân đọc được lý do này.')
  return { text: why, basis }
}
