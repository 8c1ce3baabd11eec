/** Makes the people of one household as drafts: who they are to each other and when they were born, before names and numbers. */
import {
  childAtHomeIsMarried, childIsAtHome, completedChildren, daysPerYear, firstBirthAge, headBands, headIsMarried, husbandOlderByDays,
  motherAge, parentIsAlive, parentLivesWithHead, shareOfBoys, unmarriedHeadIsDivorced, unmarriedHeadIsWidowed,
} from './demography.ts'
import type { Prng, Weighted } from './prng.ts'

export type MaritalStatus = 'single' | 'married' | 'divorced' | 'widowed'

export type Draft = {
  female: boolean
  /** Day number. */
  birth: number
  /** Code of domain §2.3; empty for the dead. */
  relation: string
  marital: MaritalStatus
  father: Draft | undefined
  mother: Draft | undefined
  spouse: Draft | undefined
  /** Day number of death; 0 while living. */
  death: number
  missing: boolean
  /** Married in: has a family and an ethnic group of his or her own. */
  inLaw: boolean
  /** Of a first marriage of the mother: the father is not here, the family name is his. */
  ofFirstMarriage: boolean
}

/** Two-digit relations to the head used by the generator. */
export const relation = {
  head: '01', wife: '02', husband: '03', child: '04', father: '06', mother: '07', daughterInLaw: '12', sonInLaw: '13',
  grandchild: '16', elderBrother: '18', elderSister: '19', youngerSibling: '20', lodger: '24', other: '26',
} as const

const largest = 14

/** Head first, then spouse, then others; a parent stands before his or her children except the head's own parents. `today` is a day number. */
export function draftHousehold(prng: Prng, headBand: Weighted<number>, today: number, twins: number): Draft[] {
  const head = draftHead(prng, headBand, today)
  const people = [head]
  const partner = addPartner(prng, head, people, today)
  const children = addChildren(prng, head, partner, people, today, relation.child, twins)
  addFamilyOfChild(prng, children, people, today, twins)
  addParents(prng, head, people, today)
  if (head.marital === 'single' && ageOf(head, today) < 36 && prng.chance(0.25)) addSiblings(prng, head, people, today)
  if (prng.chance(0.02)) people.push(draft(prng.chance(0.5), today - Math.round(prng.between(18, 60) * daysPerYear) - prng.below(365), relation.lodger))
  if (people.length > 2 && prng.chance(0.0007)) vanish(people[people.length - 1]!, today)
  return people
}

/** Whole years, from day numbers. */
export function ageOf(person: Draft, today: number): number {
  return Math.floor((today - person.birth) / daysPerYear)
}

function draft(female: boolean, birth: number, relationToHead: string): Draft {
  return { female, birth, relation: relationToHead, marital: 'single', father: undefined, mother: undefined, spouse: undefined, death: 0, missing: false, inLaw: false, ofFirstMarriage: false }
}

function draftHead(prng: Prng, headBand: Weighted<number>, today: number): Draft {
  const band = headBand.draw(prng)
  const width = band === headBands[headBands.length - 1] ? 8 : 5
  const age = band + prng.real() * width
  const head = draft(false, today - Math.ceil(age * daysPerYear), relation.head)
  if (prng.chance(headIsMarried(age))) {
    head.marital = 'married'
    head.female = prng.chance(0.26)
    return head
  }
  const draw = prng.real()
  const widowed = unmarriedHeadIsWidowed(age)
  if (draw < widowed) head.marital = 'widowed'
  else if (draw < widowed + unmarriedHeadIsDivorced(age)) head.marital = 'divorced'
  head.female = prng.chance(head.marital === 'widowed' ? 0.86 : head.marital === 'divorced' ? 0.6 : 0.5)
  return head
}

/** The living spouse of a married head, or the late spouse of some widowed ones; otherwise nobody we know. */
function addPartner(prng: Prng, head: Draft, people: Draft[], today: number): Draft | undefined {
  if (head.marital === 'married') return marry(prng, head, people, today, head.female ? relation.husband : relation.wife)
  if (head.marital !== 'widowed' || !prng.chance(0.7)) return undefined
  const late = marry(prng, head, people, today, '')
  late.death = today - prng.between(10, 3_600)
  if ((late.death - late.birth) / daysPerYear < 20) late.death = today - 1
  head.marital = 'widowed'
  return late
}

function marry(prng: Prng, person: Draft, people: Draft[], today: number, relationToHead: string): Draft {
  const gap = husbandOlderByDays(prng)
  const youngest = today - Math.ceil((person.female ? 20.1 : 18.1) * daysPerYear)
  const oldest = today - Math.floor(103 * daysPerYear)
  const spouse = draft(!person.female, Math.max(oldest, Math.min(youngest, person.birth + (person.female ? -gap : gap))), relationToHead)
  spouse.marital = 'married'
  spouse.inLaw = true
  spouse.spouse = person
  person.spouse = spouse
  person.marital = 'married'
  people.push(spouse)
  return spouse
}

/** Children still at home. Without a known mother her birth is imagined two years after the father's, so that ages stay plausible. */
function addChildren(prng: Prng, parent: Draft, partner: Draft | undefined, people: Draft[], today: number, relationToHead: string, twins: number): Draft[] {
  if (parent.marital === 'single' && !(parent.female && prng.chance(0.06))) return []
  if (parent.marital === 'divorced' && !prng.chance(parent.female ? 0.7 : 0.4)) return []
  const mother = parent.female ? parent : partner
  const father = parent.female ? partner : parent
  const motherBirth = mother?.birth ?? parent.birth + Math.round(2 * daysPerYear)
  const wanted = completedChildren(prng, 1970 + motherBirth / daysPerYear)
  const lastDay = Math.min(today, earliestEnd(father, mother))
  const children: Draft[] = []
  let age = firstBirthAge(prng)
  for (let born = 0; born < wanted && age < motherAge.max; born++) {
    const birth = motherBirth + Math.ceil(age * daysPerYear)
    if (birth >= lastDay) break
    if (tooYoungToFather(father, birth)) { age += 2; continue }
    addChild(prng, birth, children, father, mother, today, relationToHead)
    if (prng.chance(twins)) { addChild(prng, birth, children, father, mother, today, relationToHead); born++ }
    age += 1.4 + prng.real() * 4.2
  }
  const kept = children.slice(0, Math.max(0, largest - people.length))
  people.push(...kept)
  return kept
}

function addChild(prng: Prng, birth: number, children: Draft[], father: Draft | undefined, mother: Draft | undefined, today: number, relationToHead: string): void {
  const female = !prng.chance(shareOfBoys)
  const age = (today - birth) / daysPerYear
  const atHome = childIsAtHome(age) * (female && age > 22 ? 0.72 : 1)
  if (!prng.chance(atHome)) return
  const child = draft(female, birth, relationToHead)
  child.father = father
  child.mother = mother
  children.push(child)
}

/** Nobody is born after the mother's death, nor more than 280 days after the father's. */
function earliestEnd(father: Draft | undefined, mother: Draft | undefined): number {
  const fatherEnd = father !== undefined && father.death > 0 ? father.death + 280 : Infinity
  return mother !== undefined && mother.death > 0 ? Math.min(fatherEnd, mother.death) : fatherEnd
}

function tooYoungToFather(father: Draft | undefined, birth: number): boolean {
  return father !== undefined && (birth - father.birth) / daysPerYear < 19.1
}

/** At most one grown child lives here with a family; other grown children are single, divorced or married to somebody registered elsewhere. */
function addFamilyOfChild(prng: Prng, children: Draft[], people: Draft[], today: number, twins: number): void {
  let nested = false
  for (const child of children) {
    const age = ageOf(child, today)
    if (age < 20 || !prng.chance(childAtHomeIsMarried(age))) continue
    child.marital = prng.chance(0.05) ? 'divorced' : 'married'
    if (nested || child.marital === 'divorced' || people.length >= largest - 2 || !prng.chance(child.female ? 0.4 : 0.95)) continue
    nested = true
    const spouse = marry(prng, child, people, today, child.female ? relation.sonInLaw : relation.daughterInLaw)
    addChildren(prng, child, spouse, people, today, relation.grandchild, twins)
  }
}

function addParents(prng: Prng, head: Draft, people: Draft[], today: number): void {
  const age = ageOf(head, today)
  if (people.length >= largest - 2 || !prng.chance(parentLivesWithHead(age))) return
  const mother = draft(true, head.birth - Math.ceil((motherAge.min + prng.real() * 17) * daysPerYear), relation.mother)
  const father = draft(false, mother.birth - Math.max(-daysPerYear * 0.05, husbandOlderByDays(prng)) | 0, relation.father)
  if ((head.birth - father.birth) / daysPerYear < 19.1) father.birth = head.birth - Math.ceil(19.5 * daysPerYear)
  mother.inLaw = true
  const motherLives = prng.chance(parentIsAlive(ageOf(mother, today)))
  const fatherLives = prng.chance(parentIsAlive(ageOf(father, today) + 6))
  if (motherLives) { head.mother = mother; people.push(mother) }
  if (fatherLives) { head.father = father; people.push(father) }
  if (!motherLives || !fatherLives) {
    mother.marital = father.marital = 'widowed'
    return
  }
  mother.marital = father.marital = 'married'
  mother.spouse = father
  father.spouse = mother
}

function addSiblings(prng: Prng, head: Draft, people: Draft[], today: number): void {
  for (let count = prng.between(1, 2); count > 0 && people.length < largest; count--) {
    const shift = Math.round((prng.chance(0.3) ? -1 : 1) * (1.2 + prng.real() * 6) * daysPerYear)
    const birth = head.birth + shift
    if (birth > today - 365 * 6 || (head.mother !== undefined && !plausibleBirth(head.mother, birth)) || tooYoungToFather(head.father, birth)) continue
    const female = prng.chance(0.48)
    const sibling = draft(female, birth, shift > 0 ? relation.youngerSibling : female ? relation.elderSister : relation.elderBrother)
    sibling.father = head.father
    sibling.mother = head.mother
    people.push(sibling)
  }
}

function plausibleBirth(mother: Draft, birth: number): boolean {
  const age = (birth - mother.birth) / daysPerYear
  return age >= motherAge.min && age <= motherAge.max
}

/** The older children of a living couple become those of the mother's first marriage; at least one stays the couple's own. Nothing where there are not two. */
export function remarry(prng: Prng, people: readonly Draft[]): void {
  const mother = people.find((person) => person.female && person.death === 0 && person.spouse !== undefined && person.spouse.death === 0)
  if (mother === undefined) return
  const shared = people.filter((child) => child.mother === mother && child.father === mother.spouse).toSorted((a, b) => a.birth - b.birth)
  // The head is named first and gives the household its family name.
  if (shared.length < 2 || shared.some((child) => child.relation === relation.head)) return
  const stepfatherLeads = mother.spouse!.relation === relation.head
  for (const child of shared.slice(0, prng.between(1, shared.length - 1))) {
    child.father = undefined
    child.ofFirstMarriage = true
    if (stepfatherLeads && child.relation === relation.child) child.relation = relation.other
  }
}

/** Declared missing by a court (Bộ luật Dân sự art. 68): no longer a member of the household. */
function vanish(person: Draft, today: number): void {
  if (person.relation === '' || person.relation === relation.head || ageOf(person, today) < 20) return
  person.missing = true
  person.relation = ''
}
