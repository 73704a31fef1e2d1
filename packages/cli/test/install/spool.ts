import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A `crontab` on a PATH, with a spool of its own: the machine's crontabs are out of reach. */
export interface Spool {
  /** With the `crontab` first. */
  readonly PATH: string
  /** What it holds, a character for each byte; `undefined` when there is none. */
  read(): string | undefined
  write(text: string): void
}

export type SpoolKind = 'real' | 'small'

// Debian's, unpacked and not installed, as .ci/run does.
const UNPACKED = join(import.meta.dirname, '../../../../.horarium/cron/usr/bin/crontab')
const REAL = [UNPACKED, '/usr/bin/crontab'].find((file) => existsSync(file))

// The real one has its spool built in: in a mount namespace of its own another folder lies there.
const IN_NAMESPACE = 'mount --bind "$0" /var/spool && exec "$@"'

const SMALL = `case "$1" in
-l) [ -f "$spool/cron/crontabs/me" ] || { echo "no crontab for me" >&2; exit 1; }; exec cat "$spool/cron/crontabs/me" ;;
-r) exec rm "$spool/cron/crontabs/me" ;;
-) exec cat >"$spool/cron/crontabs/me" ;;
esac
exit 2
`

/** Makes a spool, removed after the test. */
export function makeSpool(kind: SpoolKind): Spool {
  const home = mkdtempSync(join(tmpdir(), 'hz-spool-'))
  onTestFinished(() => rmSync(home, { recursive: true, force: true }))
  return spoolIn(home, kind)
}

/** Whether a real `crontab` can be used here without touching the machine's own. */
export function hasRealCrontab(): boolean {
  if (REAL === undefined) return false
  const home = mkdtempSync(join(tmpdir(), 'hz-spool-'))
  try {
    spoolIn(home, 'real').write('# tried\n')
    return existsSync(join(home, 'spool/cron/crontabs/root'))
  } catch {
    return false
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

function spoolIn(home: string, kind: SpoolKind): Spool {
  const spool = join(home, 'spool')
  mkdirSync(join(spool, 'cron/crontabs'), { recursive: true })
  mkdirSync(join(home, 'bin'))
  const own = `exec unshare -m sh -c '${IN_NAMESPACE}' "$spool" ${REAL} "$@"\n`
  const program = join(home, 'bin/crontab')
  writeFileSync(program, `#!/bin/sh\nspool='${spool}'\n${kind === 'real' ? own : SMALL}`, { mode: 0o755 })
  const call = (words: readonly string[], input = ''): ReturnType<typeof spawnSync> =>
    spawnSync(program, [...words], { input: Buffer.from(input, 'latin1') })
  return {
    PATH: `${join(home, 'bin')}${delimiter}${process.env['PATH'] ?? ''}`,
    read: () => {
      const { status, stdout } = call(['-l'])
      return status === 0 ? Buffer.from(stdout).toString('latin1') : undefined
    },
    write: (text) => {
      const { status, stderr } = call(['-'], text)
      if (status !== 0) throw new Error(`crontab: ${String(stderr)}`)
    },
  }
}
