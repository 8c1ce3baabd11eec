import type { DumpReport, Problem, ProblemCode } from './check-dump.ts'
import type { ProofFault, ProofReport } from './check-proof.ts'
import type { SignedHead } from './head.ts'
import type { WitnessFault } from './witness.ts'

interface Words {
  readonly vi: string
  readonly en: string
}

const problems: Readonly<Record<ProblemCode, Words>> = {
  'malformed-line': { vi: 'Dòng không đúng mẫu của bản trích.', en: 'The line is not one of a dump.' },
  'row-altered': { vi: 'Nội dung lượt xem đã bị sửa sau khi niêm phong.', en: 'The row was altered after it was sealed.' },
  'row-missing': { vi: 'Lượt xem đã niêm phong nay không còn.', en: 'A sealed row is gone.' },
  gap: { vi: 'Thứ tự bị đứt: thiếu hoặc thừa dòng ở đây.', en: 'The places are not gapless: rows were removed or put in here.' },
  'root-differs': { vi: 'Các dòng không khớp đầu cây đã ký. Có dòng bị sửa, xóa, thêm hoặc đổi chỗ trước điểm này.', en: 'The rows do not give the signed root: something before this point was altered, removed, added or moved.' },
  'rows-without-head': { vi: 'Có dòng mang số thứ tự nhưng không có đầu cây nào ký.', en: 'Rows have places that no signed head covers.' },
  'chain-broken': { vi: 'Đầu cây không nối với đầu cây trước nó.', en: 'The head does not name the head before it.' },
  'head-out-of-order': { vi: 'Đầu cây sai thứ tự, sai nguồn hoặc không lớn lên.', en: 'The head is out of order, of another log, or does not grow.' },
  'unknown-key': { vi: 'Đầu cây ký bằng khóa lạ.', en: 'The head is signed with a key that was not given.' },
  'bad-signature': { vi: 'Chữ ký của đầu cây không đúng.', en: 'The signature of the head is wrong.' },
  'earlier-head-differs': { vi: 'Sổ không còn khớp đầu cây đã giữ từ trước.', en: 'The log no longer agrees with the head that was kept.' },
  'earlier-head-unsigned': { vi: 'Đầu cây đưa vào để so không có chữ ký đúng.', en: 'The head given for comparison is not properly signed.' },
  'cut-off': { vi: 'Sổ ngắn hơn đầu cây đã giữ: phần cuối đã bị cắt.', en: 'The log is shorter than the head that was kept: its end was cut off.' },
  'added-row': { vi: 'Dòng được chèn lùi vào khoảng đã niêm phong.', en: 'The row was put back into a span that was already sealed.' },
  'dated-back': { vi: 'Lượt xem ghi giờ sớm hơn nhiều so với lúc niêm phong.', en: 'The row is dated long before the seals around it.' },
  'out-of-order': { vi: 'Các dòng trong một đợt niêm phong sai thứ tự giao dịch.', en: 'Rows of one seal are not in the order of their transactions.' },
  'redacted-without-order': { vi: 'Dòng bị xóa nội dung mà không có lệnh đã niêm phong.', en: 'The row was emptied without a sealed order.' },
}

const faults: Readonly<Record<ProofFault, Words>> = {
  malformed: { vi: 'Tệp không phải chứng minh của sổ lượt xem.', en: 'The file is not a proof of this kind.' },
  'bad-signature': problems['bad-signature'],
  'unknown-key': problems['unknown-key'],
  'content-differs': { vi: 'Nội dung ghi trong tệp không phải nội dung đã niêm phong.', en: 'The content in the file is not what was sealed.' },
  'path-differs': { vi: 'Đường chứng minh không dẫn tới đầu cây đã ký.', en: 'The path does not lead to the signed root.' },
  'earlier-head-differs': problems['earlier-head-differs'],
}

/** The report of a dump for people: Vietnamese first, English below. */
export function dumpReportText(report: DumpReport, comparedHeads: number): string {
  const lines = [
    report.whole ? 'SỔ NGUYÊN VẸN · THE LOG IS WHOLE' : `SỔ KHÔNG NGUYÊN VẸN: ${report.problemCount} chỗ · THE LOG IS NOT WHOLE: ${report.problemCount} findings`,
    `  ${report.rows} lượt xem đã niêm phong trong ${report.heads} đợt${report.sealedAt ? `, tới ${report.sealedAt}` : ''}.`,
    `  ${report.rows} rows sealed under ${report.heads} heads${report.sealedAt ? `, up to ${report.sealedAt}` : ''}.`,
    comparedHeads > 0
      ? `  Khớp ${report.earlierHeadsMet} trong ${comparedHeads} đầu cây đã giữ. · ${report.earlierHeadsMet} of ${comparedHeads} kept heads agree.`
      : '  Chưa so với đầu cây nào giữ bên ngoài, nên không thấy được nếu phần cuối bị cắt. · No kept head was given: a cut end or a rewriting with the same key cannot be seen.',
  ]
  if (report.unsealed > 0) lines.push(`  ${report.unsealed} lượt chưa niêm phong${report.oldestUnsealed ? `, sớm nhất ${report.oldestUnsealed}` : ''}: chưa chứng minh được. · ${report.unsealed} rows are not sealed yet and prove nothing.`)
  for (const { position, order, basis } of report.redactions) {
    lines.push(`  Dòng ${position}: nội dung đã xóa theo luật (lệnh ${order}${basis ? `, ${basis}` : ''}). · Row ${position}: redacted by law, order ${order}.`)
  }
  lines.push(...report.problems.map((problem) => `  [${problem.code}]${placeOf(problem)} ${problems[problem.code].vi} · ${problems[problem.code].en}`))
  if (report.problemCount > report.problems.length) lines.push(`  … và ${report.problemCount - report.problems.length} chỗ nữa · and ${report.problemCount - report.problems.length} more`)
  return lines.join('\n')
}

function placeOf({ line, position, batch, logId }: Problem): string {
  const parts = [line && `dòng ${line}`, position !== undefined && `vị trí ${position}`, batch && `đợt ${batch}`, logId].filter(Boolean)
  return parts.length > 0 ? ` ${parts.join(', ')}:` : ''
}

export function proofReportText(report: ProofReport, comparedHeads: number): string {
  if (report.faults.length > 0) return ['CHỨNG MINH KHÔNG ĐÚNG · THE PROOF IS WRONG', ...report.faults.map((fault) => `  [${fault}] ${faults[fault].vi} · ${faults[fault].en}`)].join('\n')
  const head = report.head!.head
  const lines = ['CHỨNG MINH ĐÚNG · THE PROOF IS GOOD', `  Đợt ${head.batch}, ký lúc ${head.sealedAt}, ${head.treeSize} lượt xem. · Batch ${head.batch}, signed ${head.sealedAt}, ${head.treeSize} rows.`]
  if (comparedHeads > 0) {
    lines.push(report.metEarlierHead
      ? '  Khớp đầu cây đã giữ. · Agrees with the kept head.'
      : '  Đầu cây đã giữ thuộc đợt khác: xin thêm chứng minh nối hai đợt. · The kept head is of another batch: ask for a consistency proof between the two.')
  }
  return lines.join('\n')
}

const witnessFaults: Readonly<Record<Exclude<WitnessFault, ProofFault>, Words>> = {
  'not-from-kept-head': { vi: 'Chứng minh không bắt đầu từ đầu cây nhân chứng đã ký lần trước.', en: 'The proof does not begin at the head this witness signed last.' },
  'went-back': { vi: 'Đầu cây mới cũ hơn hoặc nhỏ hơn đầu cây đã ký.', en: 'The new head is older or smaller than the one signed last.' },
}

/** What a witness found: signed, or why not. */
export function witnessReportText(found: readonly WitnessFault[], head: SignedHead | undefined): string {
  if (found.length === 0 && head) return `ĐÃ KÝ LÀM CHỨNG · COUNTERSIGNED\n  ${head.head.origin}, ${head.head.treeSize} lượt, đợt ${head.head.batch}, ${head.head.sealedAt}`
  return ['KHÔNG KÝ · NOT SIGNED', ...found.map((fault) => `  [${fault}] ${({ ...faults, ...witnessFaults })[fault].vi} · ${({ ...faults, ...witnessFaults })[fault].en}`)].join('\n')
}
