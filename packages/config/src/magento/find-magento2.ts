import { readFile } from 'node:fs/promises'
import { basename, dirname, join, sep } from 'node:path'
import type { Problem } from '@horarium/core'
import { inBatches } from '../in-batches.js'
import { errorAt, warningAt } from '../place.js'
import { filesIn, foldersBelow } from './folders.js'
import { type FoundModule, type FoundModules, isModuleName } from './found-modules.js'
import { readSource, type Source } from './source.js'

/** The modules of a Magento 2 tree that Magento would load; `undefined` when there are none. */
export async function findMagento2(root: string): Promise<FoundModules | undefined> {
  const folders = await moduleFolders(root)
  if (folders.length === 0) return undefined
  const problems: Problem[] = []
  const inactive = await readInactive(root)
  const read = await inBatches(folders, readSource)
  const modules = read.flatMap((source) => nameOne(source, { root, inactive, problems }))
  const declarations = read.flatMap((source) => source.declarations)
  const needs = new Map(declarations.map((one) => [one.name, one.needs.map((need) => need.name)]))
  return { dialect: 'magento2', modules, needs, problems }
}

// `etc/config.xml` alone may belong to anything.
const MARKS = ['crontab.xml', 'cron_groups.xml', 'module.xml']

async function moduleFolders(root: string): Promise<readonly string[]> {
  const packages = await foldersBelow(join(root, 'vendor'), 2)
  const inCode = await foldersBelow(join(root, 'app/code'), 2)
  const candidates = [root, join(root, 'src'), ...inCode, ...packages, ...packages.map((path) => join(path, 'src'))]
  const marked = await inBatches(candidates, async (folder) => {
    const names = await filesIn(join(folder, 'etc'))
    return MARKS.some((mark) => names.includes(mark)) ? [folder] : []
  })
  return marked.flat()
}

/** The modules that `app/etc/config.php` switches off. */
async function readInactive(root: string): Promise<ReadonlySet<string>> {
  const text = await readFile(join(root, 'app/etc/config.php'), 'utf8').catch(() => '')
  return new Set([...text.matchAll(/'(\w+_\w+)'\s*=>\s*0\b/g)].map(([, name = '']) => name))
}

interface Naming {
  readonly root: string
  readonly inactive: ReadonlySet<string>
  readonly problems: Problem[]
}

function nameOne(source: Source, { root, inactive, problems }: Naming): readonly FoundModule[] {
  const name = source.declarations[0]?.name ?? nameByPath(source.folder, root) ?? nameByClass(source)
  const place = { file: source.folder, line: 0, path: '' }
  if (name === undefined || !isModuleName(name)) {
    if ((source.crontab?.jobs.length ?? 0) > 0) {
      problems.push(errorAt(place, 'nothing says which module this is: left out', 'Add its etc/module.xml.'))
    }
    return []
  }
  if (!inactive.has(name)) return [{ name, source }]
  problems.push(warningAt(place, `${name} is inactive: left out`, 'Switch it on first, if its jobs are wanted.'))
  return []
}

function nameByPath(folder: string, root: string): string | undefined {
  const isInCode = folder.startsWith(join(root, 'app/code') + sep)
  return isInCode ? `${basename(dirname(folder))}_${basename(folder)}` : undefined
}

function nameByClass({ crontab }: Source): string | undefined {
  const instances = (crontab?.jobs ?? []).map(({ node }) => node.children.get('instance')?.text ?? '')
  const [, vendor, name] =
    instances.map((text) => /^\\?(\w+)\\(\w+)\\/.exec(text)).find((match) => match !== null) ?? []
  return vendor === undefined || name === undefined ? undefined : `${vendor}_${name}`
}
