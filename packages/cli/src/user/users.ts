import { changePassword, createUser, isoOf, listUsers, removeUser, type Shape } from '@horarium/app'
import { type Role, ROLES, type User } from '@horarium/core'
import { Option } from 'commander'
import type { Cli } from '../cli.js'
import { EXIT } from '../exit-codes.js'
import { type Column, writeTable } from '../table.js'
import { readPassword } from './read-password.js'

const HEADING = 'Users:'
const PASSWORD =
  'The password is asked for, and not shown; where nobody sits at a terminal it is read from standard input.\n' +
  'It is never an argument: those are seen by everybody on the machine. Only what scrypt makes of it is kept.'

interface CreateOptions {
  readonly role: Role
  readonly json?: true
}

/** `user:create`: somebody who logs in to the pages. */
export function addUserCreate(cli: Cli): void {
  const { terminal } = cli
  cli
    .command({
      signature: 'user:create <name>',
      summary: 'Let somebody log in to the pages with a password',
      heading: HEADING,
      examples: ['user:create anna --role operate', 'user:create anna --role configure < password.txt'],
      details:
        'view: look. operate: also run, start, stop and pause jobs. configure: also change what is configured.\n' +
        `From the first user or token on the service asks everybody for one.\n${PASSWORD}`,
    })
    .addOption(new Option('--role <role>', 'what they may do').choices([...ROLES]).default('view'))
    .option('--json', 'print JSON')
    .action(async (name: string, { role, json }: CreateOptions) => {
      const password = await readPassword()
      await cli.withApp({ ...(json ? { json } : {}), knowsHandlers: false }, async (app) => {
        const user = await createUser(app, { name, role, password })
        if (json) terminal.json(shapeOf(user))
        else terminal.line(`User ${name} may ${role}.`)
        return EXIT.fine
      })
    })
}

/** `user:password`: another one; whoever is logged in with the old one no longer is. */
export function addUserPassword(cli: Cli): void {
  cli
    .command({
      signature: 'user:password <name>',
      summary: 'Give a user another password; their sessions end',
      heading: HEADING,
      examples: ['user:password anna', 'user:password anna < password.txt'],
      details: PASSWORD,
    })
    .action(async (name: string) => {
      const password = await readPassword()
      await cli.withApp({ knowsHandlers: false }, async (app) => {
        await changePassword(app, name, password)
        cli.terminal.line(`User ${name} has another password; their sessions have ended.`)
        return EXIT.fine
      })
    })
}

const COLUMNS: readonly Column<User>[] = [
  { title: 'name', of: ({ name }) => name },
  { title: 'role', of: ({ role }) => role },
  { title: 'created', of: ({ createdAt }) => isoOf(createdAt) ?? '' },
  { title: 'by', of: ({ author }) => author },
]

/** `user:list`: who may log in. */
export function addUserList(cli: Cli): void {
  const { terminal } = cli
  cli
    .command({
      signature: 'user:list',
      summary: 'List who may log in to the pages',
      heading: HEADING,
      examples: ['user:list'],
    })
    .option('--json', 'print JSON')
    .action((options: { readonly json?: true }) =>
      cli.withApp({ ...options, knowsHandlers: false }, async (app) => {
        const users = await listUsers(app)
        if (options.json) terminal.json(users.map(shapeOf))
        else writeTable(terminal, users, { columns: COLUMNS, empty: 'None: user:create makes one.' })
        return EXIT.fine
      }),
    )
}

/** `user:remove`: they are refused from now on. */
export function addUserRemove(cli: Cli): void {
  cli
    .command({
      signature: 'user:remove <name>',
      summary: 'Let somebody log in no more; their sessions end at once',
      heading: HEADING,
      examples: ['user:remove anna'],
    })
    .action((name: string) =>
      cli.withApp({ knowsHandlers: false }, async (app) => {
        await removeUser(app, name)
        cli.terminal.line(`User ${name} is removed.`)
        return EXIT.fine
      }),
    )
}

function shapeOf({ createdAt, ...user }: User): Shape {
  return { ...user, createdAt: isoOf(createdAt) }
}
