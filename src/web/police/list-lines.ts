import type { Finding } from '../../data-ecosystem/quality/index.ts'
import { readLines, type ListLine } from '../../data-ecosystem/linkage/index.ts'
import type { Ctx } from '../../platform/index.ts'

const lawfulBy = 'Luật Căn cước 26/2023/QH15 đ.10'

/** The line of its list that a finding is about; 0 where no line names the person. */
const rowNoOf = (finding: Finding): number => (finding.listId === null ? 0 : Number(finding.fingerprint.split(':').at(-1)))

/** What the lists say in the lines these findings are about, by finding. Gone when the retention of a list is over. Logged by the reading. */
export async function linesOfFindings(ctx: Ctx, findings: readonly Finding[], kind: 'open' | 'list'): Promise<Map<string, ListLine>> {
  const lines = new Map<string, ListLine>()
  for (const [listId, own] of Map.groupBy(findings.filter((finding) => finding.listId !== null && rowNoOf(finding) > 0), (finding) => finding.listId!)) {
    const read = await readLines(ctx, listId, own.map((finding) => ({ rowNo: rowNoOf(finding), personId: finding.subjectKind === 'person' ? finding.subjectId : null })), { kind, lawfulBy })
    for (const finding of own) {
      const line = read.get(rowNoOf(finding))
      if (line) lines.set(finding.findingId, line)
    }
  }
  return lines
}

/** The worklist with the name a line gives where the register has nobody to name. */
export async function withNames<T extends Finding & { readonly title: string }>(ctx: Ctx, items: readonly T[]): Promise<T[]> {
  const lines = await linesOfFindings(ctx, items.filter((item) => item.subjectKind === 'line'), 'list')
  return items.map((item) => {
    const name = lines.get(item.findingId)?.fields.name
    return name ? { ...item, title: `${name} (${item.title})` } : item
  })
}
