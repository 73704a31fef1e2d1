import { mkdirSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import { makeProject, type ProjectFiles, removeProject } from '../support/project.js'

const ROOT = join(import.meta.dirname, '../../../..')

/** The folder of a sample module, as `Sample/Crm` or `Colin/Bootstrap`. */
export function sampleModule(name: string): string {
  return join(ROOT, 'modules', name)
}

/** A project that has these sample modules, and files of its own; removed after the test. */
export function makeSampleProject(modules: readonly string[], files: ProjectFiles = {}): string {
  const project = makeProject(files)
  onTestFinished(() => removeProject(project))
  for (const name of modules) {
    mkdirSync(join(project, 'modules', dirname(name)), { recursive: true })
    symlinkSync(sampleModule(name), join(project, 'modules', name))
  }
  return project
}

/** A file for the samples' store, in a folder that is removed after the test. */
export function sampleStore(): string {
  return join(makeSampleProject([]), 'samples.db')
}
