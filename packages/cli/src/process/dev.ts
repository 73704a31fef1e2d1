import { type Compiled, Compiler, oneLine } from '@horarium/app'
import type { Cli } from '../cli.js'
import type { Terminal } from '../terminal.js'
import { runNode } from './run-node.js'
import { addStartOptions, type StartOptions, startWords } from './start.js'

const LOOK_MS = 500

/** `dev`: `start` for whoever writes modules. */
export function addDev(cli: Cli): void {
  const command = cli.command({
    signature: 'dev',
    summary: 'Start everything while modules are being written: changed XML and TypeScript count at once',
    heading: 'Processes:',
    examples: ['dev', 'dev --groups mail'],
    details:
      'Looks twice a second. Changed XML is read again, or refused with the reason while the old goes on. Changed code is\n' +
      "compiled by the project's own TypeScript, where a module has a tsconfig.json: runs that go on keep the old code,\n" +
      'those that begin have the new. Modules that come, module:create writes them, are taken up. NODE_ENV is development\n' +
      'unless set, so the port is 8667 unless told.',
  })
  addStartOptions(command).action((options: StartOptions) => runDev(cli, options))
}

async function runDev(cli: Cli, options: StartOptions): Promise<void> {
  process.env['NODE_ENV'] ||= 'development'
  const { terminal } = cli
  let onChange = (): void => undefined
  const compiler = new Compiler({
    project: await cli.openProject(),
    everyMs: LOOK_MS,
    onCompiled: (compiled) => {
      tell(terminal, compiled)
      onChange()
    },
  })
  await compiler.look()
  await runNode(cli, {
    ...(await startWords(cli, options)),
    onStarted: (node) => {
      onChange = () => node.readAgain()
      compiler.follow()
    },
  })
  await compiler.stop()
}

function tell(terminal: Terminal, compiled: Compiled): void {
  switch (compiled.kind) {
    case 'compiled':
      return
    case 'no compiler':
      return terminal.note('There is no TypeScript to compile the modules with: npm install --save-dev typescript')
    case 'errors':
      terminal.note('TypeScript has found errors in the modules:')
      for (const line of compiled.said.split('\n')) terminal.note(`  ${oneLine(line)}`)
  }
}
