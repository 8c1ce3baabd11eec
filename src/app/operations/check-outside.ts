import { existsSync, statfsSync } from 'node:fs'
import { connect } from 'node:net'
import { connect as connectTls } from 'node:tls'
import type { Config } from '../../platform/index.ts'
import { bad, bytesInWords, good, notHere, warn, type Check } from './check.ts'

/** Room left where files, keys and (in a demonstration) the database lie. */
export function checkDisk(dataFolder: string): Check {
  const label = 'Đĩa'
  const { bavail, blocks, bsize } = statfsSync(dataFolder)
  const free = bavail * bsize
  const share = bavail / blocks
  const found = `Còn ${bytesInWords(free)} (${Math.round(share * 100)} %) ở ${dataFolder}.`
  if (free < 1e9 || share < 0.03) return bad('disk', label, found, 'Dọn đĩa hoặc thêm đĩa ngay: hết chỗ là ngừng nhận hồ sơ.')
  return free < 5e9 || share < 0.1 ? warn('disk', label, found, 'Thêm đĩa trong tuần này; chuyển bản sao lưu cũ sang máy khác.') : good('disk', label, found)
}

/** The address people type. Passkeys and links in letters depend on it. */
export function checkAddress(config: Config, mode: 'demo' | 'production'): Check {
  const label = 'Địa chỉ công khai'
  if (mode === 'demo' && !config.PUBLIC_URL) return notHere('public-url', label, 'Bản chạy thử dùng địa chỉ của máy này.')
  const remedy = 'Đặt PUBLIC_URL=https://… đúng địa chỉ người dân gõ (docs/production.md).'
  if (!config.PUBLIC_URL) return bad('public-url', label, 'Chưa đặt PUBLIC_URL.', remedy)
  const { protocol, hostname, pathname } = new URL(config.PUBLIC_URL)
  if (protocol !== 'https:' && hostname !== 'localhost') return bad('public-url', label, `${config.PUBLIC_URL} không phải https: trình duyệt không cho dùng khoá đăng nhập.`, remedy)
  if (pathname !== '/') return bad('public-url', label, `${config.PUBLIC_URL} có đường dẫn phía sau tên miền.`, 'Congdan cần cả tên miền, ví dụ https://dichvu.tinh.vn.')
  return good('public-url', label, config.PUBLIC_URL)
}

/** Is the server up on its port, and does it say that it can be used? */
export async function checkPort(config: Config): Promise<Check> {
  const label = 'Trang web'
  const host = config.HOST === '0.0.0.0' || config.HOST === '::' ? '127.0.0.1' : config.HOST
  const remedy = 'Khởi động congdan-serve (congdan start) và đọc nhật ký của nó.'
  const answer = await fetch(`http://${host}:${config.PORT}/healthz`, { signal: AbortSignal.timeout(3_000) }).catch(() => undefined)
  if (!answer) return warn('port', label, `Không ai trả lời ở cổng ${config.PORT}.`, remedy)
  const text = await answer.text()
  if (answer.ok) return good('port', label, `Trả lời ở cổng ${config.PORT}.`)
  return answer.status === 503 ? warn('port', label, `Cổng ${config.PORT}: đang khởi động (${text.slice(0, 60).trim()}).`, 'Chờ một phút rồi xem lại.') : bad('port', label, `Cổng ${config.PORT} do chương trình khác dùng (mã ${answer.status}).`, 'Dừng chương trình đó, hoặc đổi PORT.')
}

/** Does a mail server greet at SMTP_URL? Nothing is sent. */
export async function checkMail(config: Config, mode: 'demo' | 'production'): Promise<Check> {
  const label = 'Gửi thư'
  if (!config.SMTP_URL) {
    return mode === 'demo' ? notHere('mail', label, 'Bản chạy thử giữ thư tại chỗ, không gửi ra ngoài.')
      : bad('mail', label, 'Chưa đặt SMTP_URL: không gửi được mã đăng nhập và tin kết quả.', 'Đặt SMTP_URL=smtps://người:mật-khẩu@máy:465 và MAIL_FROM.')
  }
  const { protocol, hostname, port } = new URL(config.SMTP_URL)
  const secure = protocol === 'smtps:'
  const greeting = await greet(hostname, Number(port || (secure ? 465 : 587)), secure)
  if (greeting.startsWith('220')) return good('mail', label, `Máy thư ${hostname} trả lời.`)
  return bad('mail', label, `Máy thư ${hostname} chưa trả lời (${greeting}).`, 'Kiểm tra SMTP_URL, tường lửa và chứng chỉ của máy thư.')
}

function greet(host: string, port: number, secure: boolean): Promise<string> {
  return new Promise((resolve) => {
    const socket = secure ? connectTls({ host, port, servername: host }) : connect({ host, port })
    const end = (said: string): void => {
      socket.destroy()
      resolve(said)
    }
    socket.setTimeout(4_000, () => end('quá 4 giây'))
    socket.once('error', (error: NodeJS.ErrnoException) => end(error.code ?? error.message))
    socket.once('data', (chunk: Buffer) => {
      socket.write('QUIT\r\n')
      end(chunk.toString('latin1').slice(0, 60).trim())
    })
  })
}

/** The file that holds the passphrase is there, where one is named. */
export function checkPassphraseFile(config: Config): Check[] {
  if (!config.KEYS_PASSPHRASE_FILE || existsSync(config.KEYS_PASSPHRASE_FILE)) return []
  return [bad('passphrase', 'Mật khẩu kho khoá', `Không có tệp ${config.KEYS_PASSPHRASE_FILE}.`, 'Gắn lại tệp bí mật (LoadCredential trong systemd).')]
}
