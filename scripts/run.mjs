#!/usr/bin/env node
// The one entry of every command, in plain JavaScript for the Node a machine happens to have (20 or newer).
// It brings Node 24 and the locked packages when they are missing, then hands over to the program.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const wanted = 24
const say = (line) => process.stderr.write(line + '\n')

const [command = 'help', ...rest] = process.argv.slice(2)
const node = findNode()
installPackages(node)
hold(node, argumentsFor(command, rest))

/** This Node when it is new enough, else the one the npm package brings for Linux. */
function findNode() {
  if (Number(process.versions.node.split('.')[0]) >= wanted) return process.execPath
  const brought = join(root, 'tools', 'node_modules', `node-linux-${process.arch}`, 'bin', 'node')
  if (process.platform !== 'linux') fail(`Cần Node ${wanted} trở lên (máy đang có ${process.version}). Cài từ nodejs.org rồi chạy lại.`)
  if (!existsSync(brought)) {
    say(`Máy có Node ${process.version}; đang lấy Node ${wanted} về thư mục tools/ …`)
    npm(process.execPath, ['install', '--prefix', join(root, 'tools')])
  }
  if (!existsSync(brought)) fail(`Chưa lấy được Node ${wanted} cho ${process.arch}. Cài từ nodejs.org rồi chạy lại.`)
  return brought
}

/** Installs the lock when it, or the Node, is not the one installed last. */
function installPackages(nodePath) {
  const stamp = join(root, 'node_modules', '.congdan-installed')
  const state = createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).update(nodePath).digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === state) return
  say('Đang cài các thư viện (chỉ lần đầu, hoặc khi danh sách đổi) …')
  npm(nodePath, ['install', '--no-save', '--prefix', root])
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, state)
}

/** Install scripts of packages never run: none is needed, and none is trusted. */
function npm(nodePath, args) {
  const flags = [...args, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  const path = dirname(nodePath) + delimiter + (process.env.PATH ?? '')
  const cli = process.env.npm_execpath?.endsWith('.js') ? process.env.npm_execpath : undefined
  const env = { ...process.env, PATH: path, NODE_ENV: '' }
  const done = cli ? spawnSync(nodePath, [cli, ...flags], { cwd: root, stdio: ['ignore', 2, 2], env }) : spawnSync('npm', flags, { cwd: root, stdio: ['ignore', 2, 2], env })
  if (done.status !== 0) fail('Cài đặt chưa xong. Xem dòng báo phía trên, kiểm tra mạng rồi chạy lại lệnh này.')
}

function argumentsFor(name, args) {
  const program = ['--import', join(root, 'scripts', 'tsx-hook.mjs'), '--disable-warning=ExperimentalWarning']
  if (name === 'test') return [...program, join(root, 'scripts', 'test.mjs'), ...args]
  // What needs software of the machine stands beside the tests: it fails where that is missing, and npm test stays green.
  const apart = { pkcs11: 'tests/pkcs11/softhsm.ts', apache: 'tests/apache/sign-in.ts' }[name]
  if (apart) return [...program, '--test', '--test-isolation=none', '--test-force-exit', '--test-reporter', 'spec', join(root, apart), ...args]
  if (name === 'bench') return [...program, '--expose-gc', join(root, 'bench', 'main.ts'), ...args]
  if (name === 'typecheck') return [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '--noEmit', '-p', root, ...args]
  if (name === 'lint') return [join(root, 'scripts', 'lint.mjs'), ...args]
  if (name === 'dev') return [...program, '--watch', join(root, 'src', 'app', 'main.ts'), 'start', ...args]
  return [...program, join(root, 'src', 'app', 'main.ts'), name, ...args]
}

/** Runs the program and lives exactly as long as it does: signals pass through, and when we vanish it notices by the closed channel. */
function hold(nodePath, args) {
  const path = dirname(nodePath) + delimiter + (process.env.PATH ?? '')
  const child = spawn(nodePath, args, { cwd: process.cwd(), stdio: ['inherit', 'inherit', 'inherit', 'ipc'], env: { ...process.env, PATH: path } })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  const parent = process.ppid
  const watch = process.env.npm_lifecycle_event ? setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 500) : undefined
  child.on('exit', (code, signal) => {
    clearInterval(watch)
    process.exit(code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1))
  })
}

function fail(line) {
  say(line)
  process.exit(1)
}
