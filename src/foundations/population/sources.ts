/** Where facts come from, as people read it. A source code never changes its meaning. */
export const sourceNames: Readonly<Record<string, string>> = {
  'population-register': 'Cơ sở dữ liệu quốc gia về dân cư',
  'civil-status': 'Cơ sở dữ liệu hộ tịch điện tử',
  'residence': 'Cơ sở dữ liệu về cư trú',
  'declaration': 'Phiếu thu thập thông tin dân cư (DC01)',
  'correction': 'Công an xã, theo yêu cầu sửa thông tin',
  'court': 'Quyết định của Tòa án',
  'immigration': 'Cơ quan quản lý xuất nhập cảnh',
  'nationality': 'Quyết định về quốc tịch',
  'person': 'Người dân tự khai',
}

export function sourceName(code: string): string {
  return sourceNames[code] ?? code
}
