/** The browsers: a process of its own with connections that stay open. Reads what to press from its parent, presses, and answers with the times. */
import { Agent, request } from 'node:http'
import type { Press } from './prepare.ts'

interface Order {
  readonly port: number
  readonly concurrency: number
  readonly warmUp: number
  readonly presses: readonly Press[]
}

const agent = new Agent({ keepAlive: true, maxSockets: Infinity })

process.once('message', async (order: Order) => {
  const warm = order.presses.slice(0, order.warmUp)
  const measured = order.presses.slice(order.warmUp)
  await pressAll(order, warm)
  process.send!({ begin: true })
  const began = performance.now()
  const { times, wrong } = await pressAll(order, measured)
  process.send!({ seconds: (performance.now() - began) / 1000, times, wrong, cpu: process.cpuUsage().user / 1e6 + process.cpuUsage().system / 1e6 }, () => process.exit(0))
})

async function pressAll(order: Order, presses: readonly Press[]): Promise<{ times: number[]; wrong: string[] }> {
  const times: number[] = []
  const wrong: string[] = []
  let next = 0
  await Promise.all(Array.from({ length: order.concurrency }, async () => {
    while (next < presses.length) {
      const press = presses[next++]!
      const from = performance.now()
      const answer = await send(order.port, press)
      times.push(performance.now() - from)
      if (!/^303 \/ho-so\/[0-9a-f-]{36}\/da-gui$/.test(answer)) wrong.push(answer)
    }
  }))
  return { times, wrong: wrong.slice(0, 5) }
}

function send(port: number, press: Press): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = request({ port, host: '127.0.0.1', method: 'POST', path: press.path, agent, headers: { 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(press.body), cookie: press.cookie, origin: `http://127.0.0.1:${port}` } }, (answer) => {
      let text = ''
      answer.setEncoding('utf8').on('data', (piece: string) => (text += text.length < 400 ? piece : '')).on('end', () => resolve(`${answer.statusCode} ${answer.headers.location ?? text.slice(0, 200)}`))
    })
    sent.on('error', reject)
    sent.end(press.body)
  })
}
