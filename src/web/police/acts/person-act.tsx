import { readPerson } from '../../../foundations/population/index.ts'
import { residencesOf, type Residence } from '../../../foundations/residence/index.ts'
import { formatPartialVi } from '../../../kernel/partial-date.ts'
import type { Ctx, OfficerActor, PlainDate } from '../../../platform/index.ts'
import type { PageRequest } from '../../../platform/http/index.ts'
import { FactLine, KnownCard, type Lang } from '../../kit/index.ts'
import { actStrings } from '../act-strings.ts'
import type { ActScreen } from '../act-screen.tsx'
import { personOf } from '../person.tsx'
import { personStrings } from '../person-strings.ts'

export interface PersonActModel {
  readonly personId: string
  readonly fullName: string
  readonly birthDate: string | null
  readonly residences: readonly Residence[]
  /** Communes of the officer's post. */
  readonly areas: readonly string[]
  readonly today: PlainDate
}

/** What every act on one person shares. */
export const onPerson = {
  async load(ctx: Ctx, req: PageRequest): Promise<PersonActModel> {
    const personId = personOf(req)
    const { fullName, birthDate } = await readPerson(ctx, personId, ['fullName', 'birthDate'])
    return { personId, fullName, birthDate, residences: await residencesOf(ctx, personId), areas: (ctx.actor as OfficerActor).areas, today: ctx.today }
  },
  back: ({ personId, fullName }: PersonActModel) => ({ href: `/dc/nguoi/${personId}`, label: fullName }),
  known: (model: PersonActModel, lang: Lang) => <PersonKnown {...model} lang={lang} />,
} satisfies Partial<ActScreen<PersonActModel, unknown>>

function PersonKnown(props: PersonActModel & { lang: Lang }) {
  const say = actStrings.in(props.lang)
  return (
    <KnownCard title={props.fullName}>
      <FactLine f="birthDate" label={say('act.born')} value={props.birthDate ? formatPartialVi(props.birthDate) : undefined} />
      {props.residences.map((each) => <FactLine f={`residence.${each.kind}`} label={personStrings.t(props.lang, `residence.${each.kind}`)} value={each.address.text} />)}
    </KnownCard>
  )
}

export const confirmed = (model: PersonActModel, kind: Residence['kind']): Residence | undefined => model.residences.find((each) => each.kind === kind && each.standing === 'confirmed')
export const personHref = (model: Pick<PersonActModel, 'personId'>): string => `/dc/nguoi/${model.personId}`
