import { matches, rule } from '../src/data-ecosystem/quality/index.ts'

export const nameLegacyLetters = rule({
  id: 'name-legacy-letters', category: 'C05', dimension: 'clean', severity: 'error', fixer: 'commune-police', field: 'fullName',
  name: { vi: 'Họ tên còn mã chữ cũ (TCVN3)', en: 'Name in an old letter code' },
  scope: { kind: 'row', when: matches('fullName', '[¡¢£¤¥¦§¨©ª«¬®µ¶·¸¹»¼½¾ÆÇËÎÏÐÑÖ×ØÞß÷]|[a-zà-ỹ][À-Ý]') },
  basis: 'Luật Căn cước 26/2023/QH15 đ.9', certainty: 'likely', from: '2024-07-01', to: null,
  lookAt: { vi: 'Giấy khai sinh; thường đọc được ngay tên đúng.', en: 'The birth certificate; the right name can mostly be read at once.' },
  closes: { vi: 'Họ tên viết bằng Unicode.', en: 'The name is written in Unicode.' },
})
