/** Who hangs together by pairs, with the smallest id as the name of the whole. Union-find. */
export function clustersOf(pairs: Iterable<readonly [string, string]>): Map<string, string> {
  const parent = new Map<string, string>()
  const rootOf = (id: string): string => {
    let root = id
    while (parent.get(root) !== undefined && parent.get(root) !== root) root = parent.get(root)!
    for (let at = id; at !== root;) {
      const next = parent.get(at)!
      parent.set(at, root)
      at = next
    }
    return root
  }
  for (const [a, b] of pairs) {
    for (const id of [a, b]) if (!parent.has(id)) parent.set(id, id)
    const [x, y] = [rootOf(a), rootOf(b)]
    if (x < y) parent.set(y, x)
    else if (y < x) parent.set(x, y)
  }
  return new Map([...parent.keys()].map((id) => [id, rootOf(id)]))
}
