import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { importTree } from './imported.js'

interface ManifestFile {
  readonly kind: string
  readonly file: string
  readonly jobs?: readonly { readonly code: string; readonly cron_expr: string | null }[]
}

const CORPUS = join(import.meta.dirname, '../../../../shared/corpus')
const MANIFEST = join(CORPUS, 'manifest.json')
const files: readonly ManifestFile[] = existsSync(MANIFEST) ? JSON.parse(readFileSync(MANIFEST, 'utf8')).files : []

// A tree begins where `app/code` does, a module of Magento 2 by itself where `etc` does.
const rootOf = ({ kind, file }: ManifestFile): string | undefined => {
  const [root, rest] = file.split('/app/code/')
  if (rest !== undefined) return root
  return kind === 'm1-config' ? undefined : file.replace(/(?:\/src)?\/etc\/.*$/, '')
}
const roots = [...new Set(files.flatMap((file) => rootOf(file) ?? []))]

describe.runIf(roots.length > 0)('every tree of the corpus', () => {
  test.each(roots)('%s is imported with all its jobs, and read again as they were', async (root) => {
    const declared = files.filter((file) => rootOf(file) === root).flatMap(({ jobs = [] }) => jobs)

    const { found, again, faults } = await importTree(join(CORPUS, root))

    expect(faults).toEqual([])
    expect(again.problems.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(found.jobCodes).toEqual([...new Set(declared.map(({ code }) => code))].toSorted())
    for (const { code, cronExpr = '', configPath, calendar } of again.jobs.values()) {
      const said = declared.filter((one) => one.code === code).map((one) => one.cron_expr?.trim() ?? '')
      if (configPath === undefined) expect(said).toContain(cronExpr)
      expect(calendar ?? { dialect: found.dialect }).toMatchObject({ dialect: found.dialect })
    }
  })
})
