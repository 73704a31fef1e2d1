import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { crontabLines } from '../../src/install/crontab-lines.js'
import type { Installation } from '../../src/install/installation.js'
import { parsePassInterval } from '../../src/install/pass-interval.js'

const ODD = `it's 100% "odd" $HOME %d; é`

function installationIn(directory: string): Installation {
  const program = join(directory, 'tell.mjs')
  return { namespace: 'hz', directory, node: process.execPath, program, modules: [], unknownThere: [] }
}

describe('the lines of a crontab', () => {
  it.each([
    ['takes the backslash before % away', (line: string) => line.replaceAll('\\%', '%')],
    ['leaves it to the shell', (line: string) => line],
  ])('name paths with blanks, quotes and % rightly for a cron that %s', (_, asCron) => {
    const directory = mkdtempSync(join(tmpdir(), `hz-${ODD}-`))
    onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
    const installation = installationIn(directory)
    writeFileSync(installation.program, 'console.log(JSON.stringify(process.argv.slice(2)))')

    const [line = ''] = crontabLines(installation, 60)

    const said = execFileSync('/bin/sh', ['-c', asCron(line.replace('* * * * * ', ''))], { encoding: 'utf8' })
    expect(JSON.parse(said)).toEqual(['--project', directory, 'cron:run'])
    // What follows a bare % would be its input, not its command.
    expect(line.replaceAll('\\%', '')).not.toContain('%')
  })

  it('read the environment file and further folders of modules', () => {
    const installation = { ...installationIn('/srv'), environmentFile: '/srv/.env', modules: ['/opt/m n'] }

    expect(crontabLines(installation, 300)).toEqual([
      `*/5 * * * * ${process.execPath} --env-file=/srv/.env /srv/tell.mjs --project /srv --modules '/opt/m n' cron:run`,
    ])
  })

  it('are several below a minute, and all but one sleep first', () => {
    const lines = crontabLines(installationIn('/srv'), parsePassInterval('15'))

    expect(lines.map((line) => line.replace(/\S+node .*/, 'pass'))).toEqual([
      '* * * * * pass',
      '* * * * * sleep 15; pass',
      '* * * * * sleep 30; pass',
      '* * * * * sleep 45; pass',
    ])
  })

  it.each(['7', '0', '1', '', '90', '-5', '8m', '2h'])('are refused for an interval of %j', (text) => {
    expect(() => parsePassInterval(text)).toThrow('divides no minute or hour evenly')
  })

  it.each(['/srv/a\\b', '/srv/a\nb'])('are refused for the path %j, which no crontab can hold', (directory) => {
    expect(() => crontabLines(installationIn(directory), 60)).toThrow('A crontab cannot hold')
  })
})
