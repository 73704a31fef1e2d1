import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { type Ended, horarium } from '../support/horarium.js'
import { hasRealCrontab, makeSpool, type Spool } from './spool.js'

// Several processes each, on a machine that may have other work.
vi.setConfig({ testTimeout: 60_000 })

let project = ''
beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), "hz-it's 100% "))
  writeFileSync(join(project, '.env'), `REDIS_URL=${inject('redisAddress')}\n`)
})
afterAll(() => rmSync(project, { recursive: true, force: true }))

// Bytes that are no UTF-8, a line of ours that is none, and an order that must stay.
const THEIRS = 'MAILTO=""\n# caf\u00e9 \n0 3 * * * /usr/local/bin/backup 50\\%\n\n@daily horarium\n'

function call(spool: Pick<Spool, 'PATH'>, ...args: readonly string[]): Promise<Ended> {
  return horarium({ cwd: project, environment: { PATH: spool.PATH, NODE_ENV: '' } }, ...args)
}

const KINDS = [
  { kind: 'real' as const, here: hasRealCrontab() },
  { kind: 'small' as const, here: true },
]

describe.each(KINDS)('with a $kind crontab', ({ kind, here }) => {
  it.skipIf(!here)('installs a block once, changes it, and removes it without a trace', async () => {
    const spool = makeSpool(kind)
    spool.write(THEIRS)

    expect(await call(spool, 'cron:install')).toMatchObject({ code: 0, stderr: '' })
    const installed = spool.read()
    expect(installed).toMatch(/^# BEGIN horarium hz \/.+\n\* \* \* \* \* \/.+ cron:run\n# END horarium hz \/.+\n$/m)
    expect(installed?.startsWith(THEIRS)).toBe(true)

    expect(await call(spool, 'cron:install')).toMatchObject({ stdout: 'The crontab has it already.\n' })
    expect(spool.read()).toBe(installed)

    await call(spool, 'cron:install', '--every', '15')
    expect(spool.read()?.match(/sleep \d+; .*cron:run$/gm)).toHaveLength(3)

    expect(await call(spool, 'cron:remove')).toMatchObject({ code: 0, stderr: '' })
    expect(spool.read()).toBe(THEIRS)
  })

  it.skipIf(!here)('makes a crontab for a user who has none, and takes it away again', async () => {
    const spool = makeSpool(kind)

    await call(spool, 'cron:install')
    expect(spool.read()).toContain('cron:run')

    await call(spool, 'cron:remove')
    expect(spool.read()).toBeUndefined()
  })

  it.skipIf(!here)('changes nothing with --dry-run, and prints what it would be', async () => {
    const spool = makeSpool(kind)
    spool.write(THEIRS)

    const { code, stdout } = await call(spool, 'cron:install', '--dry-run')

    expect({ code, crontab: spool.read() }).toEqual({ code: 0, crontab: THEIRS })
    expect(stdout).toContain('0 3 * * * /usr/local/bin/backup 50\\%\n')
    expect(stdout).toMatch(/cron:run\n# END horarium .+\n$/)
  })
})

describe('a crontab', () => {
  it.skipIf(!hasRealCrontab())('with lines that end in a carriage return is left alone', async () => {
    const spool = makeSpool('real')
    spool.write('0 3 * * * backup\r\n')

    const { code, stderr } = await call(spool, 'cron:install')

    expect(code).toBe(1)
    expect(stderr).toMatch(/^horarium: .*carriage return.*cron:print.*\n$/)
  })

  it('that ends without a line break gets it back that way', async () => {
    const spool = makeSpool('small')
    spool.write('0 3 * * * backup')

    await call(spool, 'cron:install')
    expect(spool.read()).toMatch(/^0 3 \* \* \* backup\n# BEGIN/)

    await call(spool, 'cron:remove')
    expect(spool.read()).toBe('0 3 * * * backup')
  })

  it('that cannot be read is never taken for an empty one', async () => {
    const spool = makeSpool('small')
    spool.write(THEIRS)
    const program = join(spool.PATH.split(':')[0] ?? '', 'crontab')
    writeFileSync(
      program,
      '#!/bin/sh\n[ "$1" = -l ] || exit 0\necho "you are not allowed to use this program" >&2\nexit 1\n',
    )

    const { code, stderr } = await call(spool, 'cron:install')

    expect(code).toBe(2)
    expect(stderr).toBe('horarium: The crontab cannot be read: you are not allowed to use this program\n')
  })

  it('is missed clearly where there is no such program', async () => {
    const { code, stdout, stderr } = await call({ PATH: '/nowhere' }, 'cron:install')

    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(/^horarium: There is no crontab program on this machine: .*systemd:print.*\n$/)
  })

  it('is not changed where its passes would work on another Redis', async () => {
    const spool = makeSpool('small')
    const environment = { PATH: spool.PATH, REDIS_URL: 'redis://elsewhere' }

    const { code, stderr } = await horarium({ cwd: project, environment }, 'cron:install')

    expect({ code, crontab: spool.read() }).toEqual({ code: 2, crontab: undefined })
    expect(stderr).toContain('REDIS_URL is set here, but would not be there: write it into')
  })

  it('gets lines that really make a pass', async () => {
    const { stdout } = await horarium(project, 'cron:print')

    expect(stdout).toMatch(/^\* \* \* \* \* \/\S+ .*cron:run\n$/)
    const line = stdout.trim().replace('* * * * * ', '').replaceAll('\\%', '%')
    const { status, stderr } = spawnSync('/bin/sh', ['-c', line], { env: {}, cwd: '/', encoding: 'utf8' })
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  })
})
