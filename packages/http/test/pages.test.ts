import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openTestService } from './support/test-service.js'

const INDEX = '<head><meta name="csp-nonce" content=""><script type="module" src="/assets/a-1.js"></script></head>'
const SCRIPT = 'console.log(1)'

function makePages(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hz-pages-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const files = {
    'index.html': INDEX,
    'favicon.svg': '<svg/>',
    'assets/a-1.js': SCRIPT,
    'assets/a-1.js.gz': gzipSync(SCRIPT),
    'assets/a-1.js.map': '{}',
  }
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  return folder
}

type Get = (path: string, headers?: Readonly<Record<string, string>>) => Promise<Response>

async function openPages(): Promise<Get> {
  const { service } = await openTestService({ pages: makePages() })
  return (path, headers = {}) => fetch(service.address + path, { headers })
}

const AS_BROWSER = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }

describe('a service with pages', () => {
  it('answers whatever a browser navigates to with the index, under a policy with a nonce of its own', async () => {
    const get = await openPages()
    const seen = new Set<string>()
    for (const path of ['/', '/jobs/well?tab=runs', '/entries/well@20260131T100500Z']) {
      const answer = await get(path, AS_BROWSER)
      const nonce = /csp-nonce" content="([\w-]{22})"/.exec(await answer.text())?.[1] ?? ''
      expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
      expect(answer.headers.get('content-security-policy')).toContain(`style-src 'self' 'nonce-${nonce}'`)
      expect(answer.headers.get('cache-control')).toBe('no-store')
      seen.add(nonce)
    }
    expect(seen.size).toBe(3)
  })

  it('lets no script run but its own files', async () => {
    const get = await openPages()
    const policy = (await get('/', AS_BROWSER)).headers.get('content-security-policy') ?? ''
    expect(policy.split('; ')).toEqual(
      expect.arrayContaining(["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"]),
    )
    expect(policy).not.toContain('unsafe')
  })

  it('lets what is named by its content be kept, packed for whoever reads that', async () => {
    const get = await openPages()
    const packed = await get('/assets/a-1.js', { 'accept-encoding': 'gzip' })
    const plain = await get('/assets/a-1.js', { 'accept-encoding': 'identity' })
    expect(packed.headers.get('content-encoding')).toBe('gzip')
    expect(plain.headers.get('content-encoding')).toBeNull()
    expect([await packed.text(), await plain.text()]).toEqual([SCRIPT, SCRIPT])
    expect(packed.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect((await get('/favicon.svg')).headers.get('cache-control')).toBe('public, max-age=3600')
  })

  it.each(['/api/v1/nothing', '/assets/gone.js', '/assets/a-1.js.map', '/..%2f..%2fpackage.json', '/assets/a-1.js.gz'])(
    'answers %s with 404 in JSON, and not with a page',
    async (path) => {
      const get = await openPages()
      const answer = await get(path, path.startsWith('/api/') || path.startsWith('/assets/') ? AS_BROWSER : {})
      expect([answer.status, await answer.json()]).toMatchObject([404, { code: 'unknown' }])
    },
  )

  it('answers the service as before', async () => {
    const get = await openPages()
    expect(await (await get('/trigger/well')).json()).toMatchObject({ code: 'method' })
    expect((await get('/livez', AS_BROWSER)).headers.get('content-type')).toContain('application/json')
  })
})

describe('a service without pages', () => {
  it('says at / what there is to ask', async () => {
    const { ask } = await openTestService()
    expect((await ask('GET', '/')).body).toMatchObject({ document: '/api/v1/openapi.json' })
  })
})
