// Node runs .ts by itself but not JSX: this hook lets esbuild turn .tsx into plain modules while they load.
import { registerHooks } from 'node:module'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { transformSync } from 'esbuild'

registerHooks({
  load(url, context, nextLoad) {
    if (!url.startsWith('file:') || !url.endsWith('.tsx')) return nextLoad(url, context)
    const file = fileURLToPath(url)
    const { code } = transformSync(readFileSync(file, 'utf8'), {
      loader: 'tsx', format: 'esm', target: 'node24', jsx: 'automatic', jsxImportSource: 'preact', sourcefile: file, sourcemap: 'inline',
    })
    return { format: 'module', source: code, shortCircuit: true }
  },
})
