import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { recoverySheet, systemClock, type FileKeystore } from '../../platform/index.ts'

/** Writes the recovery sheet where only its owner can read it; never over an older one. */
export async function writeSheet(dataFolder: string, keystore: FileKeystore, to?: string): Promise<string> {
  const path = to ?? freeName(join(dataFolder, `to-khoi-phuc-${systemClock().slice(0, 10)}`))
  await writeFile(path, recoverySheet(keystore), { mode: 0o600, flag: 'wx', flush: true })
  return path
}

function freeName(base: string): string {
  for (let n = 1; ; n++) {
    const path = n === 1 ? `${base}.txt` : `${base}-${n}.txt`
    if (!existsSync(path)) return path
  }
}

/** What to do with the sheet, printed wherever one is made. */
export const sheetAdvice = (path: string): string => [
  `Tờ khôi phục khoá: ${path}`,
  '  1. In hai bản. Cất hai két ở hai nơi, mỗi két hai người giữ.',
  '  2. So dòng «Kiểm» của bản in với tệp.',
  '  3. Xóa tệp này khỏi máy: shred -u ' + path,
].join('\n')
