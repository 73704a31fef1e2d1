import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { findRedisBinary, type RedisBinary } from '../../src/redis/index.js'

// Stand-ins for the system's programs: a mirror that knows a renamed library, and a machine that lacks it.
const APT_GET = `#!/bin/sh
echo "$*" >> "$APT_LOG"
case "$*" in *"$APT_REFUSES"*) echo "E: refused" >&2; exit 100;; esac
case "$*" in *Dir::State=*) fresh=yes;; esac
case "$*" in *update) exit 0;; *libbell2) exit 100;; esac
test -n "$fresh" || exit 100
seen=; for word in "$@"; do test -n "$seen" && : > "$word.deb"; test "$word" = download && seen=yes; done; exit 0
`
const DPKG = `#!/bin/sh
mkdir -p "$3/usr/bin" "$3/usr/lib"
case "$2" in
  *redis-tools.deb) printf '#!/bin/sh\\necho Redis server\\n' > "$3/usr/bin/redis-check-rdb";;
  *libbell2t64.deb) : > "$3/usr/lib/libbell.so.2";;
esac
`
const LDD = `#!/bin/sh
test -e "$LD_LIBRARY_PATH/libbell.so.2" || echo "	libbell.so.2 => not found"
`

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hz-unpack-'))
  mkdirSync(join(folder, 'bin'))
  for (const [name, text] of Object.entries({ 'apt-get': APT_GET, dpkg: DPKG, ldd: LDD })) {
    writeFileSync(join(folder, 'bin', name), text)
    chmodSync(join(folder, 'bin', name), 0o755)
  }
  vi.stubEnv('PATH', `${join(folder, 'bin')}:/usr/bin:/bin`)
  vi.stubEnv('APT_LOG', join(folder, 'log'))
  vi.stubEnv('APT_REFUSES', 'nothing')
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})

const cache = (): string => join(folder, 'cache')
const find = (): Promise<RedisBinary> =>
  findRedisBinary({ cacheDirectory: cache(), onNotice: () => undefined, path: '' })

test('a machine without package lists gets fresh ones of its own, and every library it lacks', async () => {
  const binary = await find()
  expect(binary).toMatchObject({ origin: 'unpacked', path: join(cache(), 'unpacked/redis-server') })
  expect(existsSync(join(binary.libraryPath ?? '', 'libbell.so.2'))).toBe(true)
  const lines = readFileSync(join(folder, 'log'), 'utf8').split('\n')
  const updates = lines.filter((line) => line.endsWith('update'))
  expect(updates).toEqual([expect.stringContaining(`Dir::State=${cache()}`)])
})

test('what was unpacked once is found in the cache', async () => {
  await find()
  rmSync(join(folder, 'log'))
  expect(await find()).toMatchObject({ origin: 'cache' })
  expect(existsSync(join(folder, 'log'))).toBe(false)
})

test('three who unpack at once end with one binary and leave nothing else behind', async () => {
  const found = await Promise.all([find(), find(), find()])
  expect(new Set(found.map(({ path }) => path)).size).toBe(1)
  expect(readdirSync(cache())).toEqual(['unpacked'])
})

test('a mirror that cannot be reached is named as the reason, and leaves nothing behind', async () => {
  vi.stubEnv('APT_REFUSES', 'update')
  await expect(find()).rejects.toMatchObject({
    code: 'redis-unreachable',
    message: expect.stringMatching(/apt-get: E: refused[^]*REDIS_URL/),
  })
  expect(readdirSync(cache())).toEqual([])
})
