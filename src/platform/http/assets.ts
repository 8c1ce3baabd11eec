import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { acceptsEncoding } from './compress.ts'
import { dataPolicy } from './headers.ts'
import type { StaticAsset } from './types.ts'

/** Serves files from memory, packed beforehand; a file whose path holds its hash is kept by browsers for a year. */
export function mountAssets(app: FastifyInstance, assets: readonly StaticAsset[]): void {
  for (const asset of assets) {
    const etag = `"${createHash('sha256').update(asset.bytes).digest('base64url').slice(0, 22)}"`
    const forms = { plain: bufferOf(asset.bytes), br: asset.br && bufferOf(asset.br), gzip: asset.gz && bufferOf(asset.gz) }
    app.get(asset.path, async (request, reply) => {
      reply.header('cache-control', asset.immutable ? 'public, max-age=31536000, immutable' : 'public, no-cache').header('etag', etag).header('content-security-policy', dataPolicy)
      if (asset.br || asset.gz) reply.header('vary', 'Accept-Encoding')
      if (request.headers['if-none-match']?.split(/\s*,\s*/).includes(etag)) return reply.code(304).send()
      const coding = (['br', 'gzip'] as const).find((name) => forms[name] && acceptsEncoding(request, name))
      if (coding) reply.header('content-encoding', coding)
      return reply.type(asset.type).send(coding ? forms[coding] : forms.plain)
    })
  }
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
