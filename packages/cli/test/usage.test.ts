import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Cli } from '../src/cli.js'
import { addCommands } from '../src/commands.js'
import { Terminal } from '../src/terminal.js'
import { begin, horarium } from './support/horarium.js'
import { at, CONFIG_XML, jobsXml, makeProject, removeProject } from './support/project.js'

let project = ''
beforeAll(() => {
  project = makeProject({ [CONFIG_XML]: jobsXml({ check_email: { does: 'ok', when: at('0 3 * * *') } }) })
})
afterAll(() => removeProject(project))

const COMMANDS = [
  'start',
  'dev',
  'worker',
  'serve',
  'cron:run',
  'cron:install',
  'cron:remove',
  'cron:print',
  'systemd:print',
  'supervisor:print',
  'doctor',
  'reload',
  'health',
  'cron:pause',
  'cron:resume',
  'group:pause',
  'group:resume',
  'maintenance:enable',
  'maintenance:disable',
  'module:create',
  'validate',
  'module:list',
  'import',
  'job:list',
  'job:show',
  'job:next',
  'job:run',
  'job:set',
  'job:reset',
  'job:enable',
  'job:disable',
  'job:pause',
  'job:resume',
  'app-info',
  'run-job',
  'schedule:list',
  'schedule:add',
  'schedule:kill',
  'schedule:remove',
  'schedule:explain',
  'schedule:audit',
  'schedule:simulate',
  'schedule:diff',
  'schedule:backfill',
  'calendar:expand',
  'history:list',
  'history:log',
  'history:show',
  'history:purge',
  'alert:list',
  'alert:test',
  'config:list',
  'config:get',
  'config:set',
  'config:reset',
  'audit:list',
  'token:create',
  'token:list',
  'token:revoke',
  'user:create',
  'user:list',
  'user:password',
  'user:remove',
]

describe.concurrent('the command line', () => {
  it('explains every command with examples', () => {
    const { program } = cliOf()

    const names = program.commands.flatMap((command) => [command.name(), ...command.aliases()])
    expect(names.toSorted()).toEqual(COMMANDS.toSorted())
    for (const command of program.commands) {
      let help = ''
      command.configureOutput({ writeOut: (text) => void (help += text) }).outputHelp()
      expect(help).toMatch(/^Usage: horarium .+\n\n.+[\s\S]+--project <dir>[\s\S]+Examples:\n {2}\$ horarium/)
    }
  })

  it('shows help and version on standard output', async () => {
    const all = [['--help'], ['job:list', '--help'], ['--version']]
    const [help, own, version] = await Promise.all(all.map((args) => horarium(project, ...args)))

    for (const name of COMMANDS) expect(help?.stdout).toContain(name)
    expect(own).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('$ horarium job:list') })
    expect(version).toEqual({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/), stderr: '' })
  })

  it.each([
    [['job:lst'], "No command 'job:lst'. Did you mean job:list"],
    [['job:list', '--jsn'], "Unknown option '--jsn'"],
    [['job:run'], "Missing required argument 'code'"],
    [['history:list', '--limit', '0'], 'Write a whole number, 1 or more.'],
    [['history:list', '--status', 'sucess'], 'Did you mean success?'],
    [['history:list', '--status', 'pending'], 'schedule:list shows what is not finished'],
    [['schedule:list', '--from', 'yesterday'], "'yesterday' is no instant"],
    [['job:run', 'check_email', '--param', 'colour'], 'write --param name=value'],
    [['job:run', 'check_emial'], 'Did you mean check_email?'],
    [['history:list', '--job', 'check_emial'], 'Did you mean check_email?'],
    [['schedule:list', '--group', 'defualt'], 'Did you mean default?'],
    [['history:show', 'check_email'], 'is not an entry id'],
    [['history:show', 'check_email@20200101T000000Z'], 'was never written, or is purged'],
    [['history:purge', '--days', '-1'], 'Write a number, 0 or more.'],
    [['history:purge', '--days', '99999999'], 'up to 36500'],
    [['schedule:add', 'check_email', '--at', '-1h'], 'is past'],
    [['config:get', 'schedule_lifetim'], "No setting 'schedule_lifetim'"],
    [['job:list', '--project', 'nowhere'], 'There is no folder nowhere.'],
    [['module:create', 'Acme_Shop', '--job', 'shop'], 'this is missing: --schedule. Write: horarium module:create'],
    [['validate', 'nowhere'], 'There is no folder nowhere.'],
    [['validate', CONFIG_XML], 'is no folder'],
    [['config:list', '--group', 'defualt'], 'Did you mean default?'],
    [['config:set', 'crontab/jobs/check_email/schedule/cron_expr', '61 * * * *'], 'Refused: '],
    [
      ['start', '--log-level', 'loud'],
      'Write a level (error, warn, info, debug), component=level, or several of them with commas.',
    ],
  ])('answers %j with one clear line and exit code 2', async (args, sentence) => {
    const { code, stdout, stderr } = await horarium(project, ...args)

    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(/^horarium: .+\n$/)
    expect(stderr).toContain(sentence)
  })

  it('shows the help on standard error when no command is given, and ends with 2', async () => {
    const { code, stdout, stderr } = await horarium(project)

    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain('Usage: horarium')
  })

  it.each([
    ['redis://127.0.0.1:1', ['start']],
    ['unix:///nowhere/redis.sock', ['cron:run']],
    ['redis+cluster://127.0.0.1:1,127.0.0.1:2', ['job:list', '--json']],
    ['redis://127.0.0.1:1', ['health']],
  ])('ends with 3 and one clear line when REDIS_URL is %s, for %j', async (REDIS_URL, command) => {
    const { code, stdout, stderr } = await horarium({ cwd: project, environment: { REDIS_URL } }, ...command)

    expect({ code, stdout }).toEqual({ code: 3, stdout: '' })
    expect(stderr).toMatch(/^horarium: .*REDIS_URL.*\n$/)
  })

  it('ends with 2 and one clear line when REDIS_URL is no address', async () => {
    const REDIS_URL = 'redis+cluster:/localhost'
    const { code, stderr } = await horarium({ cwd: project, environment: { REDIS_URL } }, 'health')

    expect(code).toBe(2)
    expect(stderr).toMatch(/^horarium: REDIS_URL 'redis\+cluster:\/localhost' is not an address.*\n$/)
  })

  it('shows the stack of an error only with --log-level debug', async () => {
    const broken = { cwd: project, environment: { REDIS_URL: 'redis://127.0.0.1:1' } }

    const { stderr } = await horarium(broken, 'health', '--log-level', 'debug')

    expect(stderr).toMatch(/HorariumError: No Redis answers[\s\S]+\n {4}at /)
  })

  it('ends quietly when nobody reads its answer', async () => {
    const command = begin(project, 'config:list')
    command.child.stdout?.destroy()

    expect(await command.ended).toMatchObject({ code: 0, stderr: '' })
  })

  it('works from any folder with --project', async () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'hz-cli-'))

    const { code, stdout } = await horarium(elsewhere, '--project', project, 'app-info', '--jobs')

    removeProject(elsewhere)
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'check_email\n' })
  })
})

function cliOf(): Cli {
  const cli = new Cli(new Terminal())
  addCommands(cli)
  return cli
}
