import type { Purpose } from '../../platform/index.ts'

export const cleaningPurpose: Purpose = { code: 'register-upkeep', basis: 'Luật Căn cước 2023, đ.11', text: 'Làm sạch dữ liệu dân cư của xã' }
