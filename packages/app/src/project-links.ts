import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import type { ProjectLinks } from 'create-horarium'

const SDK = 'node_modules/@horarium/sdk'
const BASE = 'tsconfig.base.json'

/** What a module in `folder` refers to in its project; looks at what is there. */
export function linksFrom(folder: string, project: string): ProjectLinks {
  const version = ownVersion()
  const sdk = findUp(folder, SDK) ?? join(project, SDK)
  const source = sourceOf(sdk)
  return {
    sdk: source === undefined ? `^${version}` : version,
    schemas: pathFrom(join(folder, 'etc'), join(sdk, 'xsd')),
    ...(existsSync(join(project, BASE)) ? { base: pathFrom(folder, join(project, BASE)) } : {}),
    ...(source === undefined ? {} : { sdkSource: pathFrom(folder, source) }),
  }
}

// A workspace of the same repository is linked into node_modules, and is compiled before what refers to it.
function sourceOf(sdk: string): string | undefined {
  if (!existsSync(sdk)) return undefined
  const real = realpathSync(sdk)
  const isSource = !real.split(sep).includes('node_modules') && existsSync(join(real, 'tsconfig.json'))
  return isSource ? real : undefined
}

function findUp(folder: string, path: string): string | undefined {
  const found = join(folder, path)
  if (existsSync(found)) return found
  const above = dirname(folder)
  return above === folder ? undefined : findUp(above, path)
}

function pathFrom(folder: string, path: string): string {
  return relative(folder, path).split(sep).join('/')
}

// All packages have the same.
function ownVersion(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8')
  return (JSON.parse(text) as { readonly version: string }).version
}
