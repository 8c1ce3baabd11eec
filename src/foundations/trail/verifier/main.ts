import { createReadStream, readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { newId } from '../../../kernel/ids.ts'
import { DumpChecker } from './check-dump.ts'
import { checkProof } from './check-proof.ts'
import { checkSignature, parseHead, readPublicKey, type SignedHead, type TrustedKey } from './head.ts'
import { dumpReportText, proofReportText, witnessReportText } from './report.ts'
import { checkCountersignature, countersign, countersignFirst } from './witness.ts'

const usage = `Kiểm sổ lượt xem dữ liệu · Checks the access log

  node src/foundations/trail/verifier/main.ts --dump log.jsonl --public-key key.pem [--head heads.jsonl]
  node src/foundations/trail/verifier/main.ts --proof proof.json --public-key key.pem [--head heads.jsonl]

  node src/foundations/trail/verifier/main.ts --witness kept.txt --proof consistency.json --public-key key.pem --sign-with mine.pem --name TÊN
  node src/foundations/trail/verifier/main.ts --countersigned note.txt --public-key witness.pem --name TÊN

  --witness     tệp giữ đầu cây mà nhân chứng đã ký lần trước; đúng thì ký đầu cây mới và ghi lại vào đây. Chưa có tệp: thêm --first head.txt
                the head the witness signed last; when the log only grew, the new one is signed and kept here. No such file yet: --first head.txt
  --countersigned  kiểm chữ ký của một nhân chứng · checks what a witness signed
  --public-key  khóa công khai Ed25519 (PEM hoặc JWK); lặp lại được nếu khóa đã đổi · may be repeated after a change of keys
  --head        đầu cây giữ bên ngoài cơ sở dữ liệu: tệp heads.jsonl hoặc một đầu cây · heads kept outside the database
  --tolerance-hours  một lượt xem được ghi giờ sớm hơn lần niêm phong trước bao nhiêu giờ (24) · how late a row may be written

Mã thoát · exit code: 0 nguyên vẹn/whole, 1 có chỗ sai/findings, 2 gọi sai/usage`

/** Runs the verifier; returns the exit code. It needs the files it is given, a public key and nothing else. */
export async function run(args: readonly string[], say: (text: string) => void): Promise<number> {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { dump: { type: 'string' }, proof: { type: 'string' }, head: { type: 'string', multiple: true }, 'public-key': { type: 'string', multiple: true }, 'tolerance-hours': { type: 'string' },
        'witness': { type: 'string' }, 'first': { type: 'string' }, 'sign-with': { type: 'string' }, 'name': { type: 'string' }, 'countersigned': { type: 'string' } },
    })
    const keys = (values['public-key'] ?? []).map((path) => readPublicKey(readFileSync(path, 'utf8')))
    const heads = (values.head ?? []).flatMap((path) => readHeads(readFileSync(path, 'utf8')))
    if (values.countersigned !== undefined) return checkWitnessed(values.countersigned, values.name, keys, say)
    if (values.witness !== undefined) return actAsWitness(values.witness, values, keys, say)
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

interface WitnessFlags { readonly 'proof'?: string | undefined; readonly 'first'?: string | undefined; readonly 'sign-with'?: string | undefined; readonly 'name'?: string | undefined }

function actAsWitness(kept: string, flags: WitnessFlags, keys: readonly TrustedKey[], say: (text: string) => void): number {
  if (!flags['sign-with'] || !flags.name || keys.length === 0 || (flags.proof === undefined) === (flags.first === undefined)) throw new Error('--witness cần --sign-with, --name, --public-key và đúng một trong --proof, --first')
  const witness = { name: flags.name, privateKey: readFileSync(flags['sign-with'], 'utf8') }
  if (flags.first !== undefined) {
    const [head] = readHeads(readFileSync(flags.first, 'utf8'))
    if (!head || checkSignature(head, keys) !== 'good') return say(witnessReportText(['bad-signature'], head)), 1
    writeFileSync(kept, countersignFirst(head, witness, secondsNow()), { flag: 'wx' })
    return say(witnessReportText([], head)), 0
  }
  const before = readHeads(readFileSync(kept, 'utf8'))[0]!
  const { faults, head, note } = countersign(JSON.parse(readFileSync(flags.proof!, 'utf8')), before, keys, witness, secondsNow())
  if (note !== undefined) writeFileSync(kept, note)
  say(witnessReportText(faults, head))
  return note === undefined ? 1 : 0
}

function checkWitnessed(file: string, name: string | undefined, keys: readonly TrustedKey[], say: (text: string) => void): number {
  if (!name || keys.length === 0) throw new Error('--countersigned cần --name và --public-key của nhân chứng')
  const at = keys.map((key) => checkCountersignature(readFileSync(file, 'utf8'), name, key)).find((found) => found !== undefined)
  say(at === undefined ? 'CHỮ KÝ NHÂN CHỨNG KHÔNG ĐÚNG · NOT SIGNED BY THIS WITNESS' : `NHÂN CHỨNG ĐÃ KÝ · COUNTERSIGNED (${at})`)
  return at === undefined ? 1 : 0
}

/** The time a new id is made at: the kernel asks the machine for nothing else. */
const secondsNow = (): number => Math.floor(Number.parseInt(newId().replaceAll('-', '').slice(0, 12), 16) / 1_000)

function hours(text: string | undefined): number {
  const value = Number(text ?? 24)
  if (!Number.isFinite(value) || value < 0) throw new Error('--tolerance-hours: cần một số không âm')
  return value
}

/** A heads file (one JSON line each), or one note by itself. */
function readHeads(text: string): SignedHead[] {
  const notes = text.startsWith('{') ? text.split('\n').filter(Boolean).map((line) => noteOf(JSON.parse(line) as { note?: string; head?: string })) : [withoutWitnesses(text)]
  return notes.map((note) => {
    const head = parseHead(note)
    if (!head) throw new Error('--head: không đọc được đầu cây · not a signed head')
    return head
  })
}

/** The note of the house alone: witnesses sign below it. */
function withoutWitnesses(note: string): string {
  const end = note.indexOf('\n\n') + 2
  return note.slice(0, note.indexOf('\n', end) + 1)
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
