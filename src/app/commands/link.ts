import { askedPurpose } from './asked-purpose.ts'
import { inBoundedMemory, megabytes, readFlags, UsageError, type Command } from './command.ts'

export const linkCommand: Command = {
  name: 'link',
  usage: 'TỆP --purpose «lý do; căn cứ» [--map name=cột,birth=cột | --mapping TỆP.json] [--area 86] [--kind LOẠI] [--out TỆP.csv] [--model TỆP.json] [--lower=-2 --upper=10] [--threads 2] [--budget 2000000000] [--memory 2GB] [--report TỆP.html [--truth CỘT]] [--demo]  |  --pending [MÃ]',
  vi: 'Đối khớp một danh sách (CSV, Excel, Parquet) với dữ liệu dân cư. Mỗi dòng có vùng, lý do và bằng chứng. Chạy lại thì đi tiếp. Không ghi gì vào dữ liệu dân cư. --pending: làm những danh sách đang đợi.',
  en: 'Links a list (CSV, Excel, Parquet) to the register. Every line has its zone, the reason and the evidence. Run again, it goes on. Writes nothing into the register. --pending: does the lists that wait.',
  parts: { train: async () => (await import('./link-train.ts')).linkTrainCommand, evaluate: async () => (await import('./link-evaluate.ts')).linkEvaluateCommand, explain: async () => (await import('./link-explain.ts')).linkExplainCommand },
  async run(args, config) {
    const [first = '', ...rest] = args
    const part = linkCommand.parts![first]
    if (part) return (await part()).run(rest, config)
    const { values, positionals } = readFlags(args, {
      purpose: { type: 'string' }, map: { type: 'string', default: '' }, mapping: { type: 'string' }, area: { type: 'string', default: '' }, out: { type: 'string' }, kind: { type: 'string' }, model: { type: 'string' }, lower: { type: 'string' }, upper: { type: 'string' },
      threads: { type: 'string', default: '2' }, budget: { type: 'string', default: '2000000000' }, memory: { type: 'string', default: '2GB' }, report: { type: 'string' }, truth: { type: 'string' }, pending: { type: 'boolean', default: false }, demo: { type: 'boolean', default: false },
    })
    const [path, more] = positionals
    if (values.pending) return (await import('./link-list.ts')).linkPending(config, values.demo, path ?? null, megabytes(values.memory))
    if (!path || more) throw new UsageError('Cho biết một tệp CSV, XLSX hoặc Parquet. Ví dụ: npx congdan link hoi-nguoi-cao-tuoi.xlsx --purpose «Rà soát hội viên; Luật Căn cước 2023, đ.10»')
    const purpose = askedPurpose(values.purpose)
    if (values.truth !== undefined && values.report === undefined) throw new UsageError('--truth đi cùng --report: đáp án chỉ để tính độ đúng trong báo cáo.')
    const memoryMb = megabytes(values.memory)
    // What reads and matches is loaded only under the bound.
    return (await inBoundedMemory('link', args, memoryMb)) ?? (await import('./link-list.ts')).linkList(config, { ...values, path, purpose, memoryMb })
  },
}
