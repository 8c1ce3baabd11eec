/** Back to the page of the subject, which says what was recorded and offers the paper that was issued. */
export const doneAt = (href: string, type: string, documentId: string | null = null, more: { readonly alsoHeldBy?: number } = {}): string =>
  `${href}?xong=${type}${documentId === null ? '' : `&giay=${documentId}`}${more.alsoHeldBy ? `&cung=${more.alsoHeldBy}` : ''}`
