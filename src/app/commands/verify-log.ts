import { run } from '../../foundations/trail/verifier/main.ts'
import type { Command } from './command.ts'

export const verifyLogCommand: Command = {
  name: 'verify-log',
  usage: '--dump log.jsonl | --proof proof.json --public-key key.pem [--head heads.jsonl]',
  vi: 'Kiểm một bản trích sổ lượt xem, hoặc một chứng minh đã tải. Không cần cơ sở dữ liệu.',
  en: 'Checks a dump of the access log, or a downloaded proof. Needs no database.',
  run: (args) => run(args, (text) => console.log(text)),
}
