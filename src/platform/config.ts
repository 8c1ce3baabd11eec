import { z } from 'zod'

/** Everything the environment may say. Unknown to the program: whatever is not listed here. */
const schema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().default('0.0.0.0'),
  DATABASE_URL: z.string().url().optional(),
  /** The login that migrates, where it is another one than DATABASE_URL's. */
  DATABASE_OWNER_URL: z.string().url().optional(),
  /** The address people type, behind the reverse proxy. Needed in production: WebAuthn and links depend on it. */
  PUBLIC_URL: z.string().url().optional(),
  DATA_DIR: z.string().default('.data'),
  KEYS_PASSPHRASE: z.string().min(12).optional(),
  /** A file with the passphrase (a mounted secret), where the environment is not trusted with it. */
  KEYS_PASSPHRASE_FILE: z.string().optional(),
  /** The library of a hardware module (PKCS#11): signing keys of tokens and papers are made there and never leave it. */
  PKCS11_MODULE: z.string().optional(),
  /** The label of the token in it. */
  PKCS11_TOKEN: z.string().optional(),
  PKCS11_PIN: z.string().optional(),
  PKCS11_PIN_FILE: z.string().optional(),
  /** Whose X-Forwarded-For is believed: addresses, ranges or the words of proxy-addr, with commas between. */
  TRUST_PROXY: z.string().default('loopback'),
  /** Lets a collector outside this machine read /metrics: `Authorization: Bearer …`. */
  METRICS_TOKEN: z.string().min(16).optional(),
  /** The header in which the reverse proxy always hands on the client certificate it verified; without it there is no mutual TLS for relying parties. */
  CLIENT_CERTIFICATE_HEADER: z.string().regex(/^[a-z0-9-]+$/i).optional(),
  SMTP_URL: z.string().url().optional(),
  MAIL_FROM: z.string().default('congdan@localhost'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
})

export type Config = z.infer<typeof schema>

/** Reads the environment; refuses with one readable line per mistake. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const read = schema.safeParse(given)
  if (read.success) return read.data
  const lines = read.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
  throw new Error(`Cấu hình chưa đúng (biến môi trường):\n${lines.join('\n')}`)
}
