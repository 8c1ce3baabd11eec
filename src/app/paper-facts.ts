import { readDocument, type FormBlock } from '../foundations/documents/index.ts'
import { permanentResidenceOf } from '../foundations/residence/index.ts'
import { addDays, formatDateVi } from '../kernel/plain-date.ts'
import type { Ctx } from '../platform/index.ts'
import { representedBy, type Paper, type PaperFact, type PaperSource } from '../digital-citizen/wallet/index.ts'
import { cardOf } from '../socio-economic/health/index.ts'

/** What a paper of the wallet says, read from where it stands with that register's rights and log. */
const readers: Readonly<Record<PaperSource, (ctx: Ctx, paper: Paper) => Promise<PaperFact[]>>> = { documents, 'health-insurance': healthCard, residence }

export function paperFacts(ctx: Ctx, paper: Paper): Promise<PaperFact[]> {
  return readers[paper.source](ctx, paper)
}

async function documents(ctx: Ctx, paper: Paper): Promise<PaperFact[]> {
  const represents = ctx.actor.kind === 'citizen' ? await representedBy(ctx.tx, ctx.actor.personId, ctx.today) : []
  const document = await readDocument(ctx, paper.sourceRef, represents)
  const number = document.number ? [{ label: 'Số', value: document.number }] : []
  return [...number, ...document.form.blocks.flatMap(rowsOf), { label: 'Mã kiểm tra', value: document.verificationCode }]
}

const rowsOf = (block: FormBlock): PaperFact[] => (block.kind === 'rows' ? block.rows.map(({ label, value }) => ({ label: block.heading ? `${block.heading}: ${label}` : label, value })) : [])

/** Of a card that has given way to another one only the wallet's own line is left. */
async function healthCard(ctx: Ctx, paper: Paper): Promise<PaperFact[]> {
  const card = await cardOf(ctx, paper.subjectId)
  if (!card || card.cardId !== paper.sourceRef) return []
  return [
    { label: 'Số thẻ', value: card.cardNumber }, { label: 'Đối tượng', value: `${card.object.name} (${card.object.code})` }, { label: 'Mức hưởng', value: `${card.benefit.level}: ${card.benefit.name}` },
    { label: 'Nơi khám bệnh ban đầu', value: `${card.clinic.name} (${card.clinic.code})` }, { label: 'Giá trị từ ngày', value: formatDateVi(card.validFrom) },
    { label: 'Đến hết ngày', value: formatDateVi(addDays(card.validTo, -1)) },
  ]
}

async function residence(ctx: Ctx, paper: Paper): Promise<PaperFact[]> {
  const home = paper.state === 'valid' ? await permanentResidenceOf(ctx, paper.subjectId) : undefined
  return home ? [{ label: 'Nơi thường trú', value: home.address.text }, { label: 'Từ ngày', value: formatDateVi(home.since) }] : []
}
