import sharp from 'sharp'; import { readdirSync } from 'node:fs'; import { join } from 'node:path'
const [dir, pattern, outp, per = '6', maxh = '1500'] = process.argv.slice(2)
const re = new RegExp(pattern)
const files = readdirSync(dir).filter((f) => f.endsWith('.png') && re.test(f)).sort()
for (let i = 0, k = 0; i < files.length; i += Number(per), k++) {
  const some = files.slice(i, i + Number(per)); let x = 0; const parts = []; let h = 0
  for (const f of some) { const m = await sharp(join(dir, f)).metadata(); const ch = Math.min(m.height, Number(maxh)); parts.push({ input: await sharp(join(dir, f)).extract({ left: 0, top: 0, width: m.width, height: ch }).toBuffer(), left: x, top: 0 }); x += m.width + 8; h = Math.max(h, ch) }
  await sharp({ create: { width: x, height: h, channels: 3, background: '#888' } }).composite(parts).png().toFile(`${outp}-${k}.png`)
  console.log(`${outp}-${k}.png`, some.join(' '))
}
