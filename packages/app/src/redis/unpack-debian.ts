import { chmod, cp, mkdir, mkdtemp, readdir, realpath, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { runProgram } from './run-program.js'

// redis-server is only a link; the program itself is in redis-tools, under the name of its RDB checker.
const PROGRAM_PACKAGE = 'redis-tools'
const PROGRAM = 'usr/bin/redis-check-rdb'
const FIRST_PACKAGES = [PROGRAM_PACKAGE, 'libjemalloc2', 'liblzf1', 'libatomic1']
// Each round may reveal libraries of libraries; Debian's redis needs two.
const MAX_ROUNDS = 4

/**
 * Fetches Debian's or Ubuntu's Redis packages with apt, without root, and unpacks the program and the libraries this
 * system lacks into `home` (`redis-server` and `lib/`). Installs nothing. Two at once are safe: the first to finish wins.
 */
export async function unpackDebianRedis(home: string): Promise<void> {
  await mkdir(dirname(home), { recursive: true })
  const workshop = await mkdtemp(`${home}-`)
  try {
    const fetch = await fetcher(workshop)
    await fetch(FIRST_PACKAGES)
    const product = join(workshop, 'product')
    await assemble(workshop, product)
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const missing = await missingLibraries(product)
      if (missing.length === 0) break
      for (const library of missing) await fetchLibrary(fetch, library)
      await assemble(workshop, product)
    }
    await putInPlace(product, home)
  } finally {
    await rm(workshop, { recursive: true, force: true })
  }
}

type Fetch = (packages: readonly string[]) => Promise<void>

// The machine's own package lists may be absent (container images drop them) or too old to still be served; then
// fresh ones are fetched into the workshop, where nobody else sees them.
async function fetcher(workshop: string): Promise<Fetch> {
  const root = join(workshop, 'root')
  let lists: readonly string[] = []
  const download = async (packages: readonly string[]): Promise<void> => {
    const debs = await mkdtemp(join(workshop, 'debs-'))
    await runProgram('apt-get', [...APT_OPTIONS, ...lists, 'download', ...packages], { cwd: debs })
    for (const deb of await readdir(debs)) await runProgram('dpkg', ['-x', join(debs, deb), root])
  }
  return async (packages) => {
    if (lists.length === 0) {
      if (await succeeds(download(packages))) return
      lists = await freshLists(workshop)
    }
    await download(packages)
  }
}

// apt's own sandbox user cannot write into a folder of ours.
const APT_OPTIONS = ['-q', '-o', 'APT::Sandbox::User=root']

async function freshLists(workshop: string): Promise<readonly string[]> {
  const [state, cache] = [join(workshop, 'state'), join(workshop, 'cache')]
  await mkdir(join(state, 'lists/partial'), { recursive: true })
  await mkdir(join(cache, 'archives/partial'), { recursive: true })
  const dpkg = 'Dir::State::status=/var/lib/dpkg/status'
  const options = ['-o', `Dir::State=${state}`, '-o', dpkg, '-o', `Dir::Cache=${cache}`]
  await runProgram('apt-get', [...APT_OPTIONS, ...options, 'update'])
  return options
}

async function succeeds(attempt: Promise<void>): Promise<boolean> {
  return attempt.then(
    () => true,
    () => false,
  )
}

/** Copies the program and every shared library unpacked so far out of the packages' tree. */
async function assemble(workshop: string, product: string): Promise<void> {
  const root = join(workshop, 'root')
  const program = join(product, 'redis-server')
  await mkdir(join(product, 'lib'), { recursive: true })
  await cp(join(root, PROGRAM), program)
  await chmod(program, 0o755)
  for (const file of await readdir(root, { recursive: true })) {
    if (!/\.so(\.\d+)*$/.test(file)) continue
    await cp(await realpath(join(root, file)), join(product, 'lib', basename(file)))
  }
}

async function missingLibraries(product: string): Promise<readonly string[]> {
  const env = { ...process.env, LC_ALL: 'C', LD_LIBRARY_PATH: join(product, 'lib') }
  const listing = await runProgram('ldd', [join(product, 'redis-server')], { env })
  return [...listing.matchAll(/^\s*(\S+) => not found/gm)].flatMap(([, name]) => name ?? [])
}

async function fetchLibrary(fetch: Fetch, library: string): Promise<void> {
  const names = packagesOf(library)
  for (const name of names) if (await succeeds(fetch([name]))) return
  throw new Error(`no package for ${library} could be fetched (tried ${names.join(', ')})`)
}

// Debian names a library's package after its soname, with a hyphen after a digit (liblz4.so.1 -> liblz4-1), and
// with t64 behind it since the change of time_t.
function packagesOf(library: string): readonly string[] {
  const [, stem = library, version = ''] = /^(.+?)\.so\.(\d+)/.exec(library) ?? []
  const owner = stem === 'libcrypto' ? 'libssl' : stem.toLowerCase().replaceAll('_', '-')
  const name = `${owner}${/\d$/.test(owner) ? '-' : ''}${version}`
  return [name, `${name}t64`]
}

async function putInPlace(product: string, home: string): Promise<void> {
  try {
    await rename(product, home)
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST') throw cause
  }
}
