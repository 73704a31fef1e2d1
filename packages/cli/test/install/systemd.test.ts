import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { horarium } from '../support/horarium.js'

// Several processes each, on a machine that may have other work.
vi.setConfig({ testTimeout: 60_000 })

const UNITS = ['horarium.service', 'horarium-worker.service', 'horarium-pass.service', 'horarium-pass.timer']
const ME = ['--user', userInfo().username]
const hasAnalyze = spawnSync('systemd-analyze', ['--version']).status === 0

let project = ''
let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hz-units-'))
  project = join(folder, 'it\'s 100% my "shop" $HOME')
  mkdirSync(project)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function unit(name: string, ...options: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await horarium({ cwd: project }, 'systemd:print', name, ...ME, ...options)
  expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining('REDIS_URL') })
  return stdout
}

describe('systemd:print', () => {
  it.skipIf(!hasAnalyze)('prints units in which systemd finds nothing to say, wherever the project is', async () => {
    const { stdout: all } = await horarium(project, 'systemd:print', ...ME, '--every', '15')
    const texts = all.split(/^# \/etc\/systemd\/system\/(\S+)\n/m).slice(1)
    for (const [at, name] of UNITS.entries()) writeFileSync(join(folder, name), texts[at * 2 + 1] ?? '')

    const files = UNITS.map((name) => join(folder, name))
    const { status, stdout, stderr } = spawnSync('systemd-analyze', ['verify', ...files], { encoding: 'utf8' })

    // Of the machine's own units it may complain, too.
    const ours = `${stdout}${stderr}`.split('\n').filter((line) => line.includes('horarium'))
    expect(ours).toEqual([])
    expect(status).toBe(0)
  })

  it.each([
    ['15', '*-*-* *:*:00/15'],
    ['5m', '*-*-* *:00/5:00'],
    ['60m', '*-*-* *:00:00'],
  ])('lets the timer start a pass every %s as %s', async (every, calendar) => {
    expect(await unit('horarium-pass.timer', '--every', every)).toContain(`OnCalendar=${calendar}\n`)
  })

  it('gives a stopping process its grace and what comes after it, and starts it again for ever', async () => {
    const text = await unit('horarium-worker.service', '--grace', '120')

    expect(text).toMatch(/^ExecStart=\/.+ worker --grace 120$/m)
    const lines = ['Restart=always', 'RestartSec=5', 'StartLimitIntervalSec=0', 'TimeoutStopSec=150', 'KillMode=mixed']
    expect(text.split('\n')).toEqual(expect.arrayContaining([...lines, 'NoNewPrivileges=yes', 'ProtectSystem=strict']))
  })

  it('lets handlers write only where it was said', async () => {
    expect(await unit('horarium.service', '--writable', 'export', '--writable', '/srv/out')).toMatch(
      /^ReadWritePaths="-\/.+\/\.horarium" "-\/.+\/export" -\/srv\/out$/m,
    )
  })

  it('prints all units below their files, and refuses one that is not there', async () => {
    const [all, none] = await Promise.all([
      horarium(project, 'systemd:print'),
      horarium(project, 'systemd:print', 'horarium-worker'),
    ])

    for (const name of UNITS) expect(all.stdout).toContain(`# /etc/systemd/system/${name}\n`)
    expect(none).toMatchObject({ code: 2, stderr: expect.stringContaining('Did you mean horarium-worker.service?') })
  })
})
