import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type JobLayer, readConfigXml, readCronGroupsXml, readCrontabXml } from '../src/index.js'
import { nodeAt } from '../src/config-node.js'

interface ManifestJob {
  readonly area?: string
  readonly group?: string
  readonly code: string
  readonly cron_expr: string | null
  readonly config_path: string | null
  readonly model?: string | null
  readonly instance?: string | null
  readonly method?: string | null
}

interface ManifestFile {
  readonly kind: 'm1-config' | 'm2-crontab' | 'm2-cron-groups'
  readonly file: string
  readonly jobs: readonly ManifestJob[]
  readonly ineffective?: readonly { readonly path: string; readonly codes: readonly string[] }[]
  readonly groups?: readonly { readonly id: string; readonly settings: Readonly<Record<string, string>> }[]
}

const CORPUS = join(import.meta.dirname, '../../../../shared/corpus')
const MANIFEST = join(CORPUS, 'manifest.json')
const files: readonly ManifestFile[] = existsSync(MANIFEST) ? JSON.parse(readFileSync(MANIFEST, 'utf8')).files : []

const textOf = (layer: JobLayer, ...names: readonly string[]): string | null =>
  nodeAt(layer.node, ...names)?.text ?? null
const trimmed = (text: string | null | undefined): string | null => text?.trim() ?? null
const sorted = (texts: readonly unknown[]): readonly string[] => texts.map((text) => JSON.stringify(text)).toSorted()

const seen = (layer: JobLayer): readonly unknown[] => [
  layer.group ?? layer.area,
  layer.code,
  textOf(layer, 'schedule', 'cron_expr'),
  textOf(layer, 'schedule', 'config_path'),
  textOf(layer, 'run', 'model') ?? textOf(layer, 'instance'),
  textOf(layer, 'method'),
]
const told = (job: ManifestJob): readonly unknown[] => [
  job.group ?? job.area,
  job.code,
  trimmed(job.cron_expr),
  trimmed(job.config_path),
  trimmed(job.model ?? job.instance),
  trimmed(job.method),
]

describe.runIf(files.length > 0)('every file of the corpus', () => {
  test.each(files.filter(({ kind }) => kind !== 'm2-cron-groups'))('$file yields the jobs of its manifest', (entry) => {
    const text = readFileSync(join(CORPUS, entry.file), 'utf8')
    const read = entry.kind === 'm1-config' ? readConfigXml : readCrontabXml
    // Magento never reads jobs under <global>; here they count.
    const revived = new Set((entry.ineffective ?? []).flatMap(({ codes }) => codes))
    const { jobs, problems } = read(text, entry.file)

    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(sorted(jobs.filter(({ area }) => area !== 'global').map(seen))).toEqual(sorted(entry.jobs.map(told)))
    expect(new Set(jobs.filter(({ area }) => area === 'global').map(({ code }) => code))).toEqual(revived)
  })

  test.each(files.filter(({ kind }) => kind === 'm2-cron-groups'))(
    '$file yields the settings of its manifest',
    (entry) => {
      const { values, problems } = readCronGroupsXml(readFileSync(join(CORPUS, entry.file), 'utf8'), entry.file)
      const wanted = (entry.groups ?? []).flatMap(({ id, settings }) =>
        Object.entries(settings).map(([name, value]) => [`system/cron/${id}/${name}`, value.trim()]),
      )

      expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
      expect(sorted([...values].map(([path, { value }]) => [path, value]))).toEqual(sorted(wanted))
    },
  )
})
