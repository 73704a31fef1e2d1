import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import { faultsOf } from './command-lines.js'

const ROOT = join(import.meta.dirname, '../../../..')
const IN_IMAGE = '/horarium/'
// What a stopping process gives its runs (--grace), and then those that it asked to end.
const STOPS_WITHIN_S = 35

interface Service {
  readonly command?: readonly string[]
  readonly stop_grace_period?: string
  readonly build?: string
  readonly ports?: readonly string[]
}

interface Probe {
  readonly httpGet: { readonly path: string; readonly port: string }
}

interface Container {
  readonly args: readonly string[]
  readonly ports?: readonly { readonly name: string; readonly containerPort: number }[]
  readonly [probe: `${string}Probe`]: Probe | undefined
}

interface Manifest {
  readonly kind: string
  readonly spec: {
    readonly template?: { readonly spec: PodSpec; readonly metadata: { readonly labels: Labels } }
    readonly selector: { readonly matchLabels?: Labels } & Labels
    readonly ports?: readonly { readonly port: number; readonly targetPort: string }[]
  }
}

type Labels = Readonly<Record<string, unknown>>

interface PodSpec {
  readonly terminationGracePeriodSeconds: number
  readonly containers: readonly Container[]
}

function read(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8')
}

describe('the Dockerfile', () => {
  const text = read('Dockerfile')
  const wordsAfter = (keyword: string): readonly string[] => {
    const [, list = '[]'] = new RegExp(`^${keyword} (\\[.*\\])$`, 'm').exec(text) ?? []
    return JSON.parse(list) as readonly string[]
  }

  it('starts what there is, as another user than root', () => {
    const [node, program = ''] = wordsAfter('ENTRYPOINT')

    expect({ node, isThere: existsSync(join(ROOT, program.replace(IN_IMAGE, ''))) }).toEqual({
      node: 'node',
      isThere: true,
    })
    expect(faultsOf(wordsAfter('CMD'))).toEqual([])
    expect(text.lastIndexOf('\nUSER node\n')).toBeGreaterThan(text.lastIndexOf('\nFROM '))
  })

  it('asks the same program for its health', () => {
    const [node, program, ...command] = wordsAfter('HEALTHCHECK .*\\\\\n *CMD')

    expect([node, program]).toEqual(wordsAfter('ENTRYPOINT'))
    expect(faultsOf(command)).toEqual([])
  })
})

describe('docker-compose.yml', () => {
  const { services } = parse(read('docker-compose.yml'), { merge: true }) as {
    readonly services: Readonly<Record<string, Service>>
  }
  const ours = Object.entries(services).filter(([, { build }]) => build !== undefined)

  it.each(ours)('lets %s run a command that there is, and stop in its time', (_, { command = [], ...service }) => {
    expect(faultsOf(command)).toEqual([])
    expect(Number.parseInt(service.stop_grace_period ?? '', 10)).toBeGreaterThan(STOPS_WITHIN_S)
  })

  it('opens its ports to this machine alone', () => {
    const open = Object.values(services).flatMap(({ ports = [] }) => ports)

    expect(open.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([])
  })
})

describe('the Kubernetes manifest', () => {
  const manifests = parseAllDocuments(read('docs/ops/kubernetes.yaml')).map((document) => document.toJS() as Manifest)
  const pods = manifests.flatMap(({ spec }) => spec.template?.spec ?? [])
  const containers = pods.flatMap((pod) => pod.containers)

  it('runs commands that there are, and gives them their time to stop', () => {
    expect(containers.map(({ args }) => args[0])).toEqual(['worker', 'start'])
    expect(containers.flatMap(({ args }) => faultsOf(args))).toEqual([])
    for (const pod of pods) expect(pod.terminationGracePeriodSeconds).toBeGreaterThan(STOPS_WITHIN_S)
  })

  it.each([
    ['worker', 9668],
    ['start', 9667],
  ])('probes what %s answers to anybody, at its port %i', (command, number) => {
    const routes = read('packages/http/src/routes/health.ts')
    const container = containers.find(({ args }) => args[0] === command)
    const [port] = container?.ports ?? []

    expect(port?.containerPort).toBe(number)
    expect(container?.args.slice(1)).toEqual(['--host', '0.0.0.0', '--port', String(number)])
    for (const name of ['startupProbe', 'livenessProbe', 'readinessProbe'] as const) {
      const probe = container?.[name]?.httpGet
      expect(probe?.port).toBe(port?.name)
      expect(routes).toContain(`server.get('${probe?.path}'`)
    }
  })

  it('selects the pods that it describes', () => {
    const labels = manifests.flatMap(({ spec }) => (spec.template ? [spec.template.metadata.labels] : []))

    for (const { spec } of manifests) expect(labels).toContainEqual(spec.selector.matchLabels ?? spec.selector)
  })
})
