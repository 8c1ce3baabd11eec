// oxlint with types over all source; its rules stand in .oxlintrc.json.
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const folders = ['src', 'procedures', 'indicators', 'synthetic', 'bench', 'tests']
const done = spawnSync(process.execPath, [join(root, 'node_modules', 'oxlint', 'bin', 'oxlint'), '--type-aware', '--deny-warnings', ...folders], { cwd: root, stdio: 'inherit' })
process.exit(done.status ?? 1)
