/** Which package stands on which floor; a package imports only from floors below its own. */
export const FLOORS: Readonly<Record<string, number>> = {
  core: 0,
  sdk: 0,
  calendar: 1,
  config: 1,
  store: 1,
  queue: 1,
  engine: 2,
  children: 2,
  alerts: 2,
  app: 3,
  http: 4,
  telemetry: 4,
  admin: 5,
  rehearsal: 5,
  cli: 6,
}

/** Packages that stand beside the building and may import anything. */
export const BESIDE: readonly string[] = ['bench']

/** Who meets handlers, and so may know what a module author imports. */
export const KNOWS_SDK: readonly string[] = ['config', 'engine', 'children', 'app', 'rehearsal']

/** Packages without I/O. */
export const PURE: readonly string[] = ['core', 'calendar', 'sdk']

/** The only package whose sources may import a library. */
export const HOMES: Readonly<Record<string, string>> = {
  'cron-parser': 'calendar',
  luxon: 'calendar',
  'fast-xml-parser': 'config',
  ioredis: 'store',
  bullmq: 'queue',
  winston: 'app',
  'create-horarium': 'app',
  nodemailer: 'alerts',
  commander: 'cli',
  asciichart: 'cli',
  columnify: 'cli',
  '@clack/prompts': 'cli',
  fastify: 'http',
  '@fastify/ajv-compiler': 'http',
  '@fastify/fast-json-stringify-compiler': 'http',
  '@fastify/rate-limit': 'http',
  '@fastify/swagger': 'http',
  '@fastify/type-provider-typebox': 'http',
  typebox: 'http',
  'prom-client': 'telemetry',
  '@opentelemetry/api': 'telemetry',
  '@opentelemetry/core': 'telemetry',
  '@opentelemetry/exporter-metrics-otlp-http': 'telemetry',
  '@opentelemetry/exporter-metrics-otlp-proto': 'telemetry',
  '@opentelemetry/exporter-trace-otlp-http': 'telemetry',
  '@opentelemetry/exporter-trace-otlp-proto': 'telemetry',
  '@opentelemetry/resources': 'telemetry',
  '@opentelemetry/sdk-metrics': 'telemetry',
  '@opentelemetry/sdk-trace-base': 'telemetry',
  react: 'admin',
  'react-dom': 'admin',
  '@mantine/core': 'admin',
  '@mantine/hooks': 'admin',
  '@mantine/modals': 'admin',
  '@mantine/notifications': 'admin',
  '@mantine/spotlight': 'admin',
  '@tabler/icons-react': 'admin',
  '@tanstack/react-query': 'admin',
  'd3-scale': 'admin',
  'd3-selection': 'admin',
  'd3-zoom': 'admin',
  'intl-messageformat': 'admin',
  uplot: 'admin',
  wouter: 'admin',
}

/** Packages that ship as one bundle: what they import is put into it, and nobody installs it. */
export const BUNDLED: readonly string[] = ['admin']

/** Entrances other than a package's own name. */
export const SIDE_DOORS: readonly string[] = [
  '@horarium/sdk/testing',
  '@horarium/config/handlers',
  '@horarium/http/api',
  '@horarium-modules/sample-store/testing',
]

/** Dependencies that are declared for a reason other than an import. */
export const DECLARED_WITHOUT_IMPORT: Readonly<Record<string, string>> = {
  'packages/bench @horarium/admin': 'its pages are files that a browser is shown',
  'packages/cli @horarium/admin': 'its pages are files that the service is shown',
  'packages/http light-my-request': "fastify's: the last that runs on Node 20, for whoever installs it with ours",
  'packages/queue ioredis': "bullmq's peer: it must be installed where bullmq finds it",
  'packages/sdk @horarium/rehearsal': 'an author may have it; imported by its name when a test asks for it',
}

export const KEYS_FILE = 'packages/store/src/keys.ts'
export const MAX_LINES = 250
