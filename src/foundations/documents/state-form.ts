/** A form of a state body as plain data: what is printed, in order. Rendered by one layout (NĐ 30/2020/NĐ-CP, annex I). */
export interface StateForm {
  /** From the superior body to the one that issues. */
  readonly agency: readonly string[]
  readonly number: string | null
  /** 'Long Phước, ngày 22 tháng 11 năm 2026' */
  readonly placeAndDate: string
  readonly title: string
  readonly subtitle?: string | null
  readonly addressee?: string | null
  readonly blocks: readonly FormBlock[]
  /** Larger letters, for papers that people read without a screen. */
  readonly large?: boolean
  readonly signer: { readonly post: string; readonly name: string; readonly note?: string } | null
}

export type FormBlock =
  | { readonly kind: 'rows'; readonly heading?: string | null; readonly rows: readonly { readonly label: string; readonly value: string }[] }
  | { readonly kind: 'paragraph'; readonly text: string }
  /** Numbered items of a form to be signed: what is known is printed, what is not leaves a dotted line for the pen. */
  | { readonly kind: 'lines'; readonly heading?: string | null; readonly rows: readonly { readonly label: string; readonly value: string | null }[] }
  /** A number, one digit a box. */
  | { readonly kind: 'boxes'; readonly label: string; readonly value: string | null; readonly count: number }
  /** Choices to be ticked by hand. */
  | { readonly kind: 'choices'; readonly heading?: string | null; readonly items: readonly { readonly label: string; readonly ticked: boolean }[] }
  /** Who signs the form, side by side. */
  | { readonly kind: 'signatures'; readonly cells: readonly { readonly title: string; readonly note: string }[] }
  | { readonly kind: 'list'; readonly heading?: string | null; readonly items: readonly string[] }
  /** A QR code of an address, beside words that say the same. */
  | { readonly kind: 'qr'; readonly address: string; readonly text: string; /** For many on one paper. */ readonly small?: boolean }
  | { readonly kind: 'table'; readonly heading?: string | null; readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] }

/** Where and by which code the paper is checked. */
export interface Verification {
  readonly address: string
  readonly code: string
  /** SVG of the QR code. */
  readonly qr: string
}
