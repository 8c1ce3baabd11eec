import { matches, rule } from '../src/data-ecosystem/quality/index.ts'

export const nameKeystrokes = rule({
  id: 'name-keystrokes', category: 'C05', dimension: 'clean', severity: 'warning', fixer: 'commune-police', field: 'fullName',
  name: { vi: 'Họ tên còn phím gõ Telex', en: 'Name with keys of Telex left in it' },
  // A doubled vowel, or a vowel with w, and a tone key at the end of the word: no Vietnamese word is written so.
  scope: { kind: 'row', when: matches('fullName', '(^| )[A-Za-zĐđ]*([Aa]a|[Ee]e|[Oo]o|[AaOoUu]w)[a-z]*[sfrxj]( |$)') },
  basis: 'Luật Căn cước 26/2023/QH15 đ.9', certainty: 'likely', from: '2024-07-01', to: null,
  lookAt: { vi: 'Giấy khai sinh; tên của dân tộc khác có thể viết như vậy.', en: 'The birth certificate; names of other peoples may be written so.' },
  closes: { vi: 'Họ tên viết như trên giấy khai sinh.', en: 'The name is written as on the birth certificate.' },
})
