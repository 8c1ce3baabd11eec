import { sealState } from '../../foundations/trail/index.ts'
import { findInstallation, findMigrations, millisecondsOf, openDatabase, readQueueState, systemClock } from '../../platform/index.ts'
import type { ReachedHouse } from '../open.ts'
import { bad, bytesInWords, duration, good, warn, type Check } from './check.ts'
import { appliedMigrations, lastOperation, rightsOfProgram, rolesExist, serverFacts } from './operations.sql.ts'

const oldestServer = 160_000

/** Server, schema, roles, clock, queue, seals and the last backup: everything the database itself can tell. */
export async function checkDatabase(house: ReachedHouse): Promise<Check[]> {
  const began = millisecondsOf(systemClock())
  const facts = await house.owner.transaction(serverFacts)
  const ended = millisecondsOf(systemClock())
  const reached = await house.owner.transaction(async (tx) => ({ house: await findInstallation(tx), applied: await appliedMigrations(tx), roles: await rolesExist(tx) }))
  const checks = [server(facts), clock(facts.now, began, ended), ...safety(facts)]
  if (!reached.house) return [...checks, bad('migrations', 'Cấu trúc dữ liệu', 'Cơ sở dữ liệu còn trống.', 'Chạy congdan init (máy chủ mới) hoặc congdan restore (từ bản sao lưu).')]
  checks.push(migrations(reached.applied), await roles(house, reached.roles), mode(house, reached.house.mode))
  if (checks.some(({ name, state }) => name === 'migrations' && state === 'bad')) return checks
  return [...checks, await queue(house), await seals(house), await backups(house, reached.house)]
}

function server({ versionNumber, version, database, bytes, encoding }: Awaited<ReturnType<typeof serverFacts>>): Check {
  const label = 'Cơ sở dữ liệu'
  if (versionNumber < oldestServer) return bad('database', label, `PostgreSQL ${version}: cũ hơn bản 16.`, 'Nâng máy chủ lên PostgreSQL 16 trở lên (docs/production.md).')
  if (encoding !== 'UTF8') return bad('database', label, `Bảng mã ${encoding}, không phải UTF8.`, 'Tạo lại cơ sở dữ liệu với encoding UTF8.')
  return good('database', label, `PostgreSQL ${version}, «${database}», ${bytesInWords(bytes)}.`)
}

function safety({ fsync, synchronousCommit }: Awaited<ReturnType<typeof serverFacts>>): Check[] {
  const label = 'Ghi chắc xuống đĩa'
  if (fsync && synchronousCommit) return [good('durability', label, 'fsync và synchronous_commit đang bật.')]
  return [bad('durability', label, 'fsync hoặc synchronous_commit đang tắt: mất điện là mất việc đã báo xong.', 'Bật cả hai trong postgresql.conf rồi nạp lại.')]
}

function clock(databaseNow: string, began: number, ended: number): Check {
  const at = millisecondsOf(databaseNow)
  const off = Math.max(0, began - at, at - ended) / 1_000
  const label = 'Đồng hồ'
  if (off > 30) return bad('clock', label, `Lệch ${duration(off)} so với máy cơ sở dữ liệu.`, 'Bật đồng bộ giờ (systemd-timesyncd hoặc chrony) trên cả hai máy.')
  if (off > 2) return warn('clock', label, `Lệch ${duration(off)} so với máy cơ sở dữ liệu.`, 'Bật đồng bộ giờ (systemd-timesyncd hoặc chrony) trên cả hai máy.')
  return good('clock', label, 'Khớp với máy cơ sở dữ liệu.')
}

function migrations(applied: readonly { number: string; checksum: string }[]): Check {
  const label = 'Cấu trúc dữ liệu'
  const own = findMigrations()
  const known = new Map(own.map(({ number, checksum }) => [number, checksum]))
  const done = new Set(applied.map(({ number }) => number))
  const unknown = applied.filter(({ number }) => !known.has(number))
  if (unknown.length > 0) return bad('migrations', label, `Dữ liệu của chương trình mới hơn (${unknown.map(({ number }) => number).join(', ')}).`, 'Chạy bản Congdan mới hơn; không chạy bản này.')
  const changed = applied.filter(({ number, checksum }) => known.get(number) !== checksum)
  if (changed.length > 0) return bad('migrations', label, `Tệp nâng cấp đã áp dụng bị sửa: ${changed.map(({ number }) => number).join(', ')}.`, 'Lấy lại đúng bản phát hành, không sửa tệp trong migrations/.')
  const missing = own.filter(({ number }) => !done.has(number))
  if (missing.length > 0) return bad('migrations', label, `Thiếu ${missing.length} bước nâng cấp, từ ${missing[0]!.name}.`, 'Sao lưu (congdan backup), rồi chạy congdan migrate.')
  return good('migrations', label, `Đủ ${own.length} bước, bản mới nhất.`)
}

async function roles(house: ReachedHouse, exist: boolean): Promise<Check> {
  const label = 'Quyền trong cơ sở dữ liệu'
  const remedy = 'Tạo lại hai vai trò theo docs/production.md, mục «Roles», rồi chạy lại.'
  if (!exist) return bad('roles', label, 'Không có vai trò congdan_app hoặc congdan_sealer.', remedy)
  // Asked by the login of the running program: the owner may well be somebody else.
  const login = openDatabase(house.address, { max: 1 })
  const { app, sealer, rewrites } = await login.transaction(rightsOfProgram).finally(() => login.close())
  if (!app || !sealer) return bad('roles', label, 'Tài khoản kết nối không nhận được vai trò congdan_app và congdan_sealer.', remedy)
  if (rewrites.length > 0) return bad('roles', label, `Chương trình sửa hoặc xóa được sổ: ${rewrites.join(', ')}.`, 'Thu hồi các quyền đó (revoke … from congdan_app, congdan_sealer). Tìm ai đã cấp.')
  return good('roles', label, 'Chương trình không sửa, xóa được sổ việc pháp lý và sổ truy cập.')
}

function mode(house: ReachedHouse, stamped: 'demo' | 'production'): Check {
  const label = 'Loại hệ thống'
  if (stamped === 'demo') return house.config.DATABASE_URL ? warn('mode', label, 'Máy chủ này đang giữ dữ liệu giả (chạy thử).', 'Dùng thật thì tạo cơ sở dữ liệu khác rồi chạy congdan init.') : good('mode', label, 'Bản chạy thử, dữ liệu giả.')
  return good('mode', label, 'Hệ thống thật.')
}

async function queue(house: ReachedHouse): Promise<Check> {
  const { waiting, dead, oldest_due_seconds: oldest } = await readQueueState(house.owner)
  const label = 'Việc nền'
  if (dead > 0) return bad('jobs', label, `${dead} việc hỏng hẳn, ${waiting} việc đang chờ.`, 'Xem lý do: select name, last_failure from job where state = \'dead\'. Sửa xong, đặt state = \'waiting\'.')
  if (oldest > 900) return bad('jobs', label, `Việc đến hạn chờ ${duration(oldest)} chưa ai làm.`, 'Phần việc nền chưa chạy: khởi động congdan-work (congdan work).')
  if (oldest > 120) return warn('jobs', label, `Việc đến hạn chờ ${duration(oldest)}.`, 'Xem nhật ký congdan-work; thêm một tiến trình congdan work nếu máy còn sức.')
  return good('jobs', label, `${waiting} việc đang chờ, không việc nào quá hạn.`)
}

async function seals(house: ReachedHouse): Promise<Check> {
  const label = 'Niêm sổ truy cập'
  const state = await house.owner.transaction(sealState)
  const waited = state.oldestUnsealed ? (millisecondsOf(systemClock()) - millisecondsOf(state.oldestUnsealed)) / 1_000 : 0
  const remedy = 'Khởi động congdan-work; nếu vẫn vậy, chạy congdan seal và đọc câu báo.'
  if (waited > 600) return bad('seals', label, `Lượt xem chờ niêm đã ${duration(waited)}.`, remedy)
  if (waited > 60) return warn('seals', label, `Lượt xem chờ niêm đã ${duration(waited)}.`, remedy)
  return good('seals', label, state.sealedAt ? `${state.treeSize.toLocaleString('vi')} lượt đã niêm, ${state.batch.toLocaleString('vi')} đợt.` : 'Chưa có lượt xem nào để niêm.')
}

async function backups(house: ReachedHouse, { mode: kind, createdAt }: { mode: 'demo' | 'production'; createdAt: string }): Promise<Check> {
  const label = 'Sao lưu'
  const last = await house.owner.transaction((tx) => lastOperation(tx, 'backup'))
  const age = (since: string): number => (millisecondsOf(systemClock()) - millisecondsOf(since)) / 1_000
  if (kind === 'demo') return good('backup', label, last ? `Lần cuối cách đây ${duration(age(last.at))}.` : 'Bản chạy thử: chưa sao lưu lần nào, không sao.')
  const remedy = 'Chạy congdan backup, hoặc bật congdan-backup.timer (deploy/systemd).'
  if (!last) return age(createdAt) > 86_400 ? bad('backup', label, 'Chưa sao lưu lần nào.', remedy) : warn('backup', label, 'Chưa sao lưu lần nào.', remedy)
  if (age(last.at) > 3 * 86_400) return bad('backup', label, `Lần cuối cách đây ${duration(age(last.at))}.`, remedy)
  return age(last.at) > 26 * 3_600 ? warn('backup', label, `Lần cuối cách đây ${duration(age(last.at))}.`, remedy) : good('backup', label, `Lần cuối cách đây ${duration(age(last.at))}.`)
}
