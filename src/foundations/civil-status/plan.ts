import { newId } from '../../kernel/ids.ts'
import { plainKey } from '../../kernel/vietnamese-text.ts'
import { allow, type Ctx, type PlainDate } from '../../platform/index.ts'
import { once, recordAct, type ActDefinition, type Basis, type RegisterTable } from '../acts/index.ts'
import { fullAreaName } from '../areas/index.ts'
import { publishLifeStatus } from '../population/index.ts'
import { nextEntry } from './books.sql.ts'
import type { Effects, EntryPayload } from './entry-acts.ts'
import type { EntryKind } from './record-layouts.ts'

/** Who signs, as printed. */
export interface Signer { readonly personId?: string | null; readonly fullName: string; readonly title: string }

/** What every act of a book is given beside its own facts. */
export interface Registering {
  /** Commune whose People's Committee registers, five digits. */
  readonly area: string
  readonly signer: Signer
  readonly performedBy?: string | null
  readonly commandId: string
  readonly dossierId?: string | null
}

/** What an act would write, found by all its checks and before anything is written: shown to the officer, then recorded. */
export interface Plan {
  readonly kind: EntryKind
  readonly subjectId: string
  readonly occurredOn: PlainDate
  readonly basis: Basis
  readonly registrationKind: string | null
  /** Names of the people the entry is about. */
  readonly about: string
  readonly content: Readonly<Record<string, string>>
  readonly people: EntryPayload['people']
  readonly effects: Effects
  readonly refersTo?: string | null
  /** The entry's own id, where something else must carry it (a marriage). */
  readonly entryId?: string
  /** Things an officer should look at that do not forbid the act. */
  readonly remarks?: readonly string[]
}

export interface Registered {
  readonly actId: string
  readonly replayed: boolean
  readonly entryId: string
  readonly bookNumber: string
  readonly entryNumber: string
  /** '4' where the law's time had passed (code list civil-registration-kinds). */
  readonly registrationKind: string | null
  /** The new personal number, where gender made one. */
  readonly newPin: string | null
}

/** An act that makes an entry: which permission, which recorded act, and the checks that give its plan. */
export interface CivilAct<I> {
  readonly permission: string
  readonly definition: ActDefinition<EntryPayload>
  plan(ctx: Ctx, input: I & { readonly area: string }): Promise<Plan>
}

/** Runs the checks of an act and records what they give: number in the book, entry, people, facts, relations in one commit. */
export async function register<I>(ctx: Ctx, act: CivilAct<I>, input: I & Registering, more: { readonly actId?: string; readonly reserved?: readonly RegisterTable[]; readonly numbers?: (plan: Plan, actId: string) => Promise<Plan> } = {}): Promise<Registered> {
  allow(ctx, act.permission, { area: input.area })
  return once(ctx, input.commandId, registeredOf, async () => {
    const actId = more.actId ?? newId()
    const checked = await act.plan(ctx, input)
    const plan = more.numbers ? await more.numbers(checked, actId) : checked
    const payload = await payloadOf(ctx, plan, input)
    const done = await recordAct(ctx, act.definition, {
      subjectId: plan.subjectId, payload, basis: plan.basis, occurredOn: plan.occurredOn, commandId: input.commandId, dossierId: input.dossierId ?? null, actId,
      ...(plan.effects.facts.some((each) => each.number) && more.reserved ? { reserved: more.reserved } : {}),
    })
    if (!done.replayed && payload.effects.life) publishLifeStatus(ctx, payload.effects.life, done.actId)
    return registeredOf(done)
  })
}

async function payloadOf(ctx: Ctx, plan: Plan, input: Registering): Promise<EntryPayload> {
  const year = Number(ctx.today.slice(0, 4))
  const [bookNumber, entryNumber] = [`01/${year}`, String(await nextEntry(ctx.tx, input.area, plan.kind, year))]
  const entryId = plan.entryId ?? newId()
  const authority = `Ủy ban nhân dân ${fullAreaName(input.area, ctx.today)}`
  const content = {
    ...plan.content, so: entryNumber, quyenSo: bookNumber, ngayDangKy: ctx.today, noiDangKy: authority, nguoiKy: input.signer.fullName, chucVuNguoiKy: input.signer.title,
    ...(plan.registrationKind ? { loaiDangKy: plan.registrationKind } : {}), ...(input.performedBy ? { nguoiThucHien: input.performedBy } : {}),
  }
  const marries = plan.effects.marries && { ...plan.effects.marries, entry_number: entryNumber, book_number: bookNumber, signer_name: input.signer.fullName, signer_title: input.signer.title }
  return {
    entry: {
      entry_id: entryId, kind: plan.kind, origin: 'registered', registered_area: input.area, authority, book_number: bookNumber, entry_number: entryNumber, page_number: null, registered_on: ctx.today,
      registration_kind: plan.registrationKind, signer_name: input.signer.fullName, signer_title: input.signer.title, performed_by: input.performedBy ?? null, refers_to: plan.refersTo ?? null,
      about: plan.about, names_plain: plainKey(plan.about), content,
    },
    people: plan.people, effects: { ...plan.effects, marries },
  }
}

function registeredOf(result: { readonly actId: string; readonly replayed?: boolean; readonly payload: unknown }): Registered {
  const { entry, effects } = result.payload as EntryPayload
  return {
    actId: result.actId, replayed: result.replayed ?? true, entryId: entry.entry_id, bookNumber: entry['book_number'] as string, entryNumber: entry['entry_number'] as string,
    registrationKind: entry['registration_kind'] as string | null, newPin: effects.facts.find((each) => each.number)?.number?.established ?? null,
  }
}
