import { explainListRow, explainPeople, probabilityText, weightText, type ExplainedPair } from '../../data-ecosystem/linkage/index.ts'
import { inTransaction } from '../../platform/index.ts'
import { openHouse } from '../open.ts'
import { setProgramSettings } from '../settings.ts'
import { wire } from '../wire.ts'
import { askedPurpose } from './asked-purpose.ts'
import { inBoundedMemory, megabytes, readFlags, UsageError, wholeNumber, type Command } from './command.ts'
import { readModel } from './read-model.ts'

export const linkExplainCommand: Command = {
  name: 'link explain',
  usage: 'MÃ-NGƯỜI MÃ-NGƯỜI --purpose «lý do; căn cứ» [--model TỆP.json] [--memory 4GB] [--demo]  |  --run MÃ --row 12 --purpose «lý do; căn cứ» [--demo]',
  vi: 'Giải thích một cặp: điều gì khớp, điều gì ngược lại, mỗi điều bao nhiêu bit. Không in dữ liệu của ai; người liên quan thấy lượt xem này cùng lý do.',
  en: 'Explains one pair: what agrees, what speaks against it, each with its bits. Prints nobody’s data; whoever it is about sees this reading with its purpose.',
  async run(args, config) {
    const { values, positionals } = readFlags(args, { purpose: { type: 'string' }, run: { type: 'string' }, row: { type: 'string' }, model: { type: 'string' }, memory: { type: 'string', default: '4GB' }, demo: { type: 'boolean', default: false } })
    const [personId, otherId, more] = positionals
    const ofRow = values.run !== undefined
    if (more || (ofRow ? personId !== undefined || values.row === undefined : otherId === undefined)) throw new UsageError('Cho mã của hai bản ghi, hoặc --run MÃ --row SỐ-DÒNG. Ví dụ: npx congdan link explain MÃ-NGƯỜI MÃ-NGƯỜI --purpose «Xem vì sao nghi trùng; Luật Căn cước 2023, đ.11»')
    const [{ text, basis }, memoryMb, rowNo] = [askedPurpose(values.purpose), megabytes(values.memory), wholeNumber(values.row, '--row', 1, 1e9)]
    const model = values.model ? readModel(values.model) : null
    const bounded = await inBoundedMemory('link', ['explain', ...args], memoryMb)
    if (bounded !== null) return bounded
    await wire()
    const house = await openHouse(config, { demo: values.demo })
    try {
      setProgramSettings(house.mode, config)
      const pairs = await inTransaction(house.database, { actor: { kind: 'system', name: 'linkage.explain' }, purpose: { code: ofRow ? 'list-match' : 'register-upkeep', basis, text } }, async (ctx) => (ofRow ? explainListRow(ctx, { runId: values.run!, rowNo: rowNo! }) : [await explainPeople(ctx, { personId: personId!, otherId: otherId!, model, memoryMb })]))
      console.log(pairs.length === 0 ? 'Dòng này không có cặp nào được giữ: không ai đủ gần.' : pairs.map(said).join('\n\n'))
    } finally {
      await house.close()
    }
  },
}

const widest = 24

/** A waterfall: what speaks against it first, then for it, each with its bar; then what adds up. */
function said({ personId, otherId, explanation: { start, lines, weight, probability }, from }: ExplainedPair): string {
  const line = (bits: number, words: string, bar = 0): string => `  ${weightText(bits).padStart(7)}  ${(bits < 0 ? '▒' : '█').repeat(Math.round(bar * widest)).padEnd(widest)}  ${words}`
  return [
    `${otherId === null ? 'Dòng của danh sách' : otherId} và ${personId}${from ? `, theo lần chạy ${from.runId}` : ', so ngay bây giờ'}:`,
    line(start, 'khởi điểm: hầu hết các cặp là hai người'),
    ...lines.map(({ weight: bits, vi, bar, side }) => (side === 'silent' ? `  ${''.padStart(7)}  ${''.padEnd(widest)}  ${vi}` : line(bits, vi, bar))),
    line(weight, `cộng lại: là một người với xác suất ${probabilityText(probability)}`),
  ].join('\n')
}
