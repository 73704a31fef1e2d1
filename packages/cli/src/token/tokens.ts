import { createToken, isoOf, listTokens, revokeToken, type Shape } from '@horarium/app'
import { type Role, ROLES, type Token } from '@horarium/core'
import { Option } from 'commander'
import type { Cli } from '../cli.js'
import { EXIT } from '../exit-codes.js'
import { type Column, writeTable } from '../table.js'

interface CreateOptions {
  readonly name: string
  readonly role: Role
  readonly json?: true
}

/** `token:create`: a credential for the service. */
export function addTokenCreate(cli: Cli): void {
  const { terminal } = cli
  cli
    .command({
      signature: 'token:create',
      summary: 'Make a token for the service, and tell it this once',
      heading: 'Tokens:',
      examples: ['token:create --name grafana --role view', 'token:create --name deploy --role configure --json'],
      details:
        'view: look. operate: also run, start, stop and pause jobs. configure: also change what is configured.\n' +
        'From the first token on the service asks everybody for one. Only a hash of it is kept.',
    })
    .requiredOption('--name <name>', 'whose it is, as the audit trail names them')
    .addOption(new Option('--role <role>', 'what its bearer may do').choices([...ROLES]).default('view'))
    .option('--json', 'print JSON')
    .action(({ json, ...wanted }: CreateOptions) =>
      cli.withApp({ ...(json ? { json } : {}), knowsHandlers: false }, async (app) => {
        const { text, ...token } = await createToken(app, wanted)
        if (json) terminal.json({ ...shapeOf(token), token: text })
        else {
          terminal.note(`Token ${token.name} may ${token.role}. Keep it now, it is told this once:`)
          terminal.line(text)
        }
        return EXIT.fine
      }),
    )
}

const COLUMNS: readonly Column<Token>[] = [
  { title: 'name', of: ({ name }) => name },
  { title: 'role', of: ({ role }) => role },
  { title: 'created', of: ({ createdAt }) => isoOf(createdAt) ?? '' },
  { title: 'by', of: ({ author }) => author },
]

/** `token:list`: who has one. */
export function addTokenList(cli: Cli): void {
  const { terminal } = cli
  cli
    .command({
      signature: 'token:list',
      summary: 'List the tokens of the service',
      heading: 'Tokens:',
      examples: ['token:list'],
    })
    .option('--json', 'print JSON')
    .action((options: { readonly json?: true }) =>
      cli.withApp({ ...options, knowsHandlers: false }, async (app) => {
        const tokens = await listTokens(app)
        if (options.json) terminal.json(tokens.map(shapeOf))
        else writeTable(terminal, tokens, { columns: COLUMNS, empty: 'None: the service answers this machine only.' })
        return EXIT.fine
      }),
    )
}

/** `token:revoke`: its bearer is refused from now on. */
export function addTokenRevoke(cli: Cli): void {
  const { terminal } = cli
  cli
    .command({
      signature: 'token:revoke <name>',
      summary: 'Take a token away; its bearer is refused at once',
      heading: 'Tokens:',
      examples: ['token:revoke grafana'],
    })
    .action((name: string) =>
      cli.withApp({ knowsHandlers: false }, async (app) => {
        await revokeToken(app, name)
        terminal.line(`Token ${name} is revoked.`)
        return EXIT.fine
      }),
    )
}

function shapeOf({ createdAt, ...token }: Token): Shape {
  return { ...token, createdAt: isoOf(createdAt) }
}
