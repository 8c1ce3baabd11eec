import { createReadStream, readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { DumpChecker } from './check-dump.ts'
import { checkProof } from './check-proof.ts'
import { parseHead, readPublicKey, type SignedHead } from './head.ts'
import { dumpReportText, proofReportText } from './report.ts'

const usage = `Kiểm sổ lượt xem dữ liệu · Checks the access log

  node src/foundations/trail/verifier/main.ts --dump log.jsonl --public-key key.pem [--head heads.jsonl]
  node src/foundations/trail/verifier/main.ts --proof proof.json --public-key key.pem [--head heads.jsonl]

  --public-key  khóa công khai Ed25519 (PEM hoặc JWK); lặp lại được nếu khóa đã đổi · may be repeated after a change of keys
  --head        đầu cây giữ bên ngoài cơ sở dữ liệu: tệp heads.jsonl hoặc một đầu cây · heads kept outside the database
  --tolerance-hours  một lượt xem được ghi giờ sớm hơn lần niêm phong trước bao nhiêu giờ (24) · how late a row may be written

Mã thoát · exit code: 0 nguyên vẹn/whole, 1 có chỗ sai/findings, 2 gọi sai/usage`

/** Runs the verifier; returns the exit code. It needs the files it is given, a public key and nothing else. */
export async function run(args: readonly string[], say: (text: string) => void): Promise<number> {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { dump: { type: 'string' }, proof: { type: 'string' }, head: { type: 'string', multiple: true }, 'public-key': { type: 'string', multiple: true }, 'tolerance-hours': { type: 'string' } },
    })
    const keys = (values['public-key'] ?? []).map((path) => readPublicKey(readFileSync(path, 'utf8')))
    const heads = (values.head ?? []).flatMap((path) => readHeads(readFileSync(path, 'utf8')))
    if (keys.length === 0 || (values.dump === undefined) === (values.proof === undefined)) throw new Error('cần --public-key và đúng một trong --dump, --proof')
    if (values.proof !== undefined) {
      const report = checkProof(JSON.parse(readFileSync(values.proof, 'utf8')), keys, heads)
      say(proofReportText(report, heads.length))
      return report.faults.length === 0 ? 0 : 1
    }
    const checker = new DumpChecker({ keys, earlierHeads: heads, toleranceHours: hours(values['tolerance-hours']) })
    await eachLine(values.dump!, (line) => checker.line(line))
    const report = checker.finish()
    say(dumpReportText(report, heads.length))
    return report.whole ? 0 : 1
  } catch (error) {
    say(`${(error as Error).message}\n\n${usage}`)
    return 2
  }
}

function hours(text: string | undefined): number {
  const value = Number(text ?? 24)
  if (!Number.isFinite(value) || value < 0) throw new Error('--tolerance-hours: cần một số không âm')
  return value
}

/** A heads file (one JSON line each), or one note by itself. */
function readHeads(text: string): SignedHead[] {
  const notes = text.startsWith('{') ? text.split('\n').filter(Boolean).map((line) => noteOf(JSON.parse(line) as { note?: string; head?: string })) : [text]
  return notes.map((note) => {
    const head = parseHead(note)
    if (!head) throw new Error('--head: không đọc được đầu cây · not a signed head')
    return head
  })
}

function noteOf(line: { note?: string; head?: string }): string {
  return line.note ?? line.head ?? ''
}

async function eachLine(path: string, take: (line: string) => void): Promise<void> {
  let rest = ''
  const stream = path === '-' ? process.stdin : createReadStream(path, { highWaterMark: 262_144 })
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    const lines = (rest + chunk.toString('latin1')).split('\n')
    rest = lines.pop()!
    for (const line of lines) take(line)
  }
  if (rest !== '') take(rest)
}

if (process.argv[1] && import.meta.filename === process.argv[1]) process.exitCode = await run(process.argv.slice(2), (text) => console.log(text))
