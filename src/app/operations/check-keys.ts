import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { sealState } from '../../foundations/trail/index.ts'
import { checkSignature, parseHead, readPublicKey } from '../../foundations/trail/verifier/head.ts'
import { openKeystore, type FileKeystore } from '../../platform/index.ts'
import type { ReachedHouse } from '../open.ts'
import { bad, good, warn, type Check } from './check.ts'

const label = 'Khoá ký'

/** The key file opens with the passphrase at hand, others cannot read it, and its keys made the newest signed heads, inside the database and outside. */
export async function checkKeys(house: ReachedHouse, mode: 'demo' | 'production'): Promise<Check[]> {
  const folder = join(house.dataFolder, 'keys')
  const path = join(folder, 'keystore.json')
  if (!existsSync(path)) return [bad('keys', label, `Không có tệp khoá ${path}.`, 'Khôi phục từ bản sao lưu, hoặc từ tờ khôi phục: congdan recovery-sheet --restore TỆP.')]
  let store: FileKeystore
  try {
    store = openKeystore({ ...house.config, DATA_DIR: house.dataFolder }, mode)
  } catch (error) {
    return [bad('keys', label, (error as Error).message, 'Đặt đúng KEYS_PASSPHRASE; mất mật khẩu thì dùng tờ khôi phục (docs/production.md, mục «Losing keys»).')]
  }
  const open = (statSync(path).mode & 0o077) === 0 ? good('keys', label, 'Tệp khoá mở được, chỉ chương trình đọc được.') : bad('keys', label, 'Người khác trên máy đọc được tệp khoá.', `chmod 600 ${path}`)
  return [open, ...(await hardware(house, store)), await agree(house, store)]
}

/** With a hardware module: that it signs, and that the newest key is one of its own. */
async function hardware(house: ReachedHouse, store: FileKeystore): Promise<Check[]> {
  if (house.config.PKCS11_MODULE === undefined) return []
  const [name, vi] = ['hardware', 'Thiết bị giữ khoá']
  try {
    await store.sign('identity-token', Buffer.from('doctor'))
  } catch (error) {
    return [bad(name, vi, (error as Error).message, 'Xem thiết bị có cắm không, nhãn và mã PIN có đúng không (docs/production.md, mục «A hardware module»).')]
  }
  const [newest] = store.exportState().versions.filter(({ use }) => use === 'identity-token').toSorted((a, b) => b.version - a.version)
  return newest?.token === undefined ? [warn(name, vi, 'Thiết bị mở được, nhưng khoá ký token vẫn nằm trong tệp.', 'congdan rotate-keys identity-token')] : [good(name, vi, 'Ký được bằng khoá trong thiết bị.')]
}

async function agree(house: ReachedHouse, store: FileKeystore): Promise<Check> {
  const name = 'heads'
  const vi = 'Khoá khớp với dấu niêm'
  const trusted = (await store.publicKeys('trail-checkpoint')).map(({ pem }) => readPublicKey(pem))
  const state = await house.owner.transaction(sealState).catch(() => undefined)
  const inside = state?.head ? parseHead(state.head) : undefined
  if (!inside) return good(name, vi, 'Chưa có dấu niêm nào để so.')
  const remedy = 'Giữ nguyên mọi thứ, không niêm tiếp. Lấy đúng kho khoá từ bản sao lưu; đọc docs/production.md, mục «Losing keys».'
  if (checkSignature(inside, trusted) !== 'good') return bad(name, vi, `Dấu niêm đợt ${inside.head.batch} không do khoá này ký.`, remedy)
  const outside = lastHeadOutside(join(house.dataFolder, 'heads', 'access-log.jsonl'))
  if (!outside) return warn(name, vi, 'Không có tệp dấu niêm ngoài cơ sở dữ liệu (heads/access-log.jsonl).', 'Chạy congdan seal: chương trình ghi lại tệp này từ cơ sở dữ liệu.')
  if (checkSignature(outside, trusted) !== 'good' || outside.head.batch > inside.head.batch) {
    return bad(name, vi, 'Tệp dấu niêm bên ngoài và cơ sở dữ liệu kể hai chuyện khác nhau.', 'Chạy congdan verify-log. Nếu vừa khôi phục bản cũ: cất tệp heads làm chứng cứ, chuyển nó đi, rồi chạy congdan seal.')
  }
  return good(name, vi, `Đợt ${inside.head.batch}, ${inside.head.treeSize.toLocaleString('vi')} lượt, chữ ký đúng.`)
}

function lastHeadOutside(path: string): ReturnType<typeof parseHead> {
  if (!existsSync(path)) return undefined
  const line = readFileSync(path, 'utf8').trimEnd().split('\n').at(-1)
  return line ? parseHead((JSON.parse(line) as { note: string }).note) : undefined
}
