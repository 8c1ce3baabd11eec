import { areaAsOf, inSentence } from '../../foundations/areas/index.ts'
import { newId } from '../../kernel/ids.ts'
import { allow, type Ctx, type PlainDate } from '../../platform/index.ts'
import { lettersOfDossiers, type Paper } from './paper.ts'
import { endPaper, insertPaper, keepNewest } from './wallet.sql.ts'

interface DocumentIssued { readonly documentId: string; readonly kind: string; readonly title: string; readonly subjects: readonly string[]; readonly holders: readonly string[]; readonly issuedBy: string; readonly validTo?: PlainDate | null }
interface DocumentRevoked { readonly documentId: string; readonly reason: string | null; readonly replacedBy: string | null }
interface CardIssued { readonly cardId: string; readonly personId: string; readonly issuerName: string; readonly issuedOn: PlainDate; readonly validTo: PlainDate }
interface PermanentRegistered { readonly personId: string; readonly area: string; readonly from: PlainDate; readonly actId: string }

type NewPaper = Omit<Paper, 'id' | 'state' | 'stateReason'>

/** A result goes into the wallet of each of its holders. It is about its first subject: a birth certificate about the child, though it names the parents. */
async function documentIssued(ctx: Ctx, issued: DocumentIssued): Promise<void> {
  if (lettersOfDossiers.has(issued.kind)) return
  for (const ownerId of issued.holders) {
    await keep(ctx, { ownerId, subjectId: issued.subjects[0] ?? ownerId, kind: issued.kind, title: issued.title, issuer: issued.issuedBy, issuedOn: ctx.today, expiresOn: issued.validTo ?? null, source: 'documents', sourceRef: issued.documentId })
  }
}

async function documentRevoked(ctx: Ctx, revoked: DocumentRevoked): Promise<void> {
  allow(ctx, 'wallet.keep')
  await endPaper(ctx.tx, 'documents', revoked.documentId, revoked.replacedBy ? 'replaced' : 'revoked', revoked.reason, ctx.now)
}

async function cardIssued(ctx: Ctx, card: CardIssued): Promise<void> {
  await keep(ctx, {
    ownerId: card.personId, subjectId: card.personId, kind: 'health-card', title: 'Thẻ bảo hiểm y tế', issuer: card.issuerName, issuedOn: card.issuedOn, expiresOn: card.validTo,
    source: 'health-insurance', sourceRef: card.cardId,
  }, 'Đã có thẻ mới.')
}

async function permanentRegistered(ctx: Ctx, registered: PermanentRegistered): Promise<void> {
  const area = areaAsOf(registered.area, ctx.today)
  await keep(ctx, {
    ownerId: registered.personId, subjectId: registered.personId, kind: 'permanent-residence', title: 'Nơi thường trú', issuer: area ? `Công an ${inSentence(area)}` : 'Công an xã',
    issuedOn: registered.from, expiresOn: null, source: 'residence', sourceRef: registered.actId,
  }, 'Đã đăng ký thường trú ở nơi mới.')
}

/** `replaces`: what is said of the older paper of this kind that gives way. */
async function keep(ctx: Ctx, paper: NewPaper, replaces?: string): Promise<void> {
  allow(ctx, 'wallet.keep')
  const item: Paper = { ...paper, id: newId(), state: 'valid', stateReason: null }
  if ((await insertPaper(ctx.tx, item, ctx.now)) && replaces) await keepNewest(ctx.tx, item, replaces, ctx.now)
}

/** Which event puts what into whose wallet. `app/wire.ts` subscribes these. */
export const papersFromEvents: Readonly<Record<string, (ctx: Ctx, payload: never) => Promise<void>>> = {
  'documents.issued': documentIssued,
  'documents.revoked': documentRevoked,
  'health.card-issued': cardIssued,
  'residence.permanent-registered': permanentRegistered,
}
