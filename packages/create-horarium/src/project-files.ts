import { compilerOptions, jsonText } from './json-text.js'
import { moduleFiles } from './module-files.js'

export interface ProjectOrder {
  /** The name of its package, and of its keys in Redis. */
  readonly name: string
  /** The version of Horarium it begins with. */
  readonly version: string
}

/** What a project develops with; a test holds it to what Horarium itself is built with. */
export const TOOLS: Readonly<Record<string, string>> = {
  '@types/node': '^20.19.43',
  typescript: '^7.0.2',
  vitest: '^4.1.12',
}

const SAMPLE = {
  name: 'App_Hello',
  jobCode: 'app_hello',
  schedule: '* * * * *',
  label: 'Hello',
} as const

/** The files of a new project, by their path in its folder. */
export function projectFiles({ name, version }: ProjectOrder): ReadonlyMap<string, string> {
  const sample = moduleFiles(SAMPLE, {
    sdk: `^${version}`,
    schemas: '../../../../node_modules/@horarium/sdk/xsd',
    base: '../../../tsconfig.base.json',
  })
  return new Map([
    ['package.json', packageText(name, version)],
    ['tsconfig.base.json', jsonText({ compilerOptions: compilerOptions() })],
    ['tsconfig.json', TESTS_TSCONFIG],
    ['vitest.config.js', VITEST_CONFIG],
    ['horarium.config.json', siteText(name)],
    ['.env.example', ENVIRONMENT],
    ['.gitignore', 'node_modules/\ndist/\n.horarium/\n.env\n*.tsbuildinfo\n'],
    ['README.md', readmeText(name)],
    ...[...sample].map(([path, text]) => [`modules/App/Hello/${path}`, text] as const),
  ])
}

function packageText(name: string, version: string): string {
  return jsonText({
    name,
    version: '0.1.0',
    private: true,
    type: 'module',
    engines: { node: '>=20.19' },
    workspaces: ['modules/*/*'],
    scripts: {
      dev: 'horarium dev',
      build: 'tsc -b modules/*/*/tsconfig.json',
      start: 'npm run --silent build && horarium start',
      test: 'npm run --silent build && tsc && vitest run',
    },
    dependencies: { '@horarium/sdk': `^${version}`, horarium: `^${version}` },
    devDependencies: { '@horarium/rehearsal': `^${version}`, ...TOOLS },
    // BullMQ does without: it would compile a faster decoder, or fetch one.
    allowScripts: { 'msgpackr-extract': false },
  })
}

// Modules are compiled by their own; this one is for editors, and checks the tests.
const TESTS_TSCONFIG = jsonText({
  extends: './tsconfig.base.json',
  compilerOptions: { composite: false, noEmit: true },
  include: ['modules/*/*/test/**/*.ts'],
})

// The first rehearsal on a machine without a Redis waits until one is unpacked, and vitest gives a test five seconds.
const VITEST_CONFIG = `export default { test: { testTimeout: 30_000 } }
`

function siteText(name: string): string {
  return jsonText({
    $schema: './node_modules/@horarium/app/horarium.config.schema.json',
    namespace: name.slice(0, 50),
  })
}

const ENVIRONMENT = `# Copy it to .env: every command reads that file. What the environment says already is stronger.

# Without it, a Redis of the project's own is started in .horarium/.
#REDIS_URL=redis://localhost:6379

# Where it answers over HTTP.
#CRON_PORT=9667

# What environment_guard asks for.
#NODE_ENV=production
`

function readmeText(name: string): string {
  return `# ${name}

    npm install
    npm test           compiles the modules and runs their tests
    npm run dev        runs the jobs; changed XML and TypeScript count at once
    npm start          runs the jobs, for good

A job is declared in \`modules/<Vendor>/<Name>/etc/config.xml\` and handled in \`Model/\`. \`modules/App/Hello\` is one to
look at. Another module:

    npx horarium module:create Acme_Shop

What else there is:

    npx horarium validate          what is wrong in the modules
    npx horarium job:list          every job, its last run and its next
    npx horarium job:run app_hello one job, now, in this terminal
    npx horarium --help
`
}
