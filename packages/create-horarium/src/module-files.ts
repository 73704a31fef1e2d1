import { handlerText, testText } from './code-text.js'
import { namesOf } from './job-names.js'
import { compilerOptions, jsonText } from './json-text.js'
import { configXml } from './xml-text.js'

/** A module with one job. */
export interface ModuleOrder {
  /** `Vendor_Name`. */
  readonly name: string
  readonly jobCode: string
  /** Five fields, or a word. */
  readonly schedule: string
  readonly dialect?: string
  readonly timezone?: string
  readonly label?: string
}

/** What of its project a module refers to. */
export interface ProjectLinks {
  /** Which versions of the sdk it runs with, as package.json says it. */
  readonly sdk: string
  /** The folder of the schemas, from the module's `etc`. */
  readonly schemas: string
  /** The tsconfig.json it extends, from its folder; it says everything itself where there is none. */
  readonly base?: string
  /** The sdk's own folder, where it is compiled with the module. */
  readonly sdkSource?: string
}

/** The files of a new module, by their path in its folder. */
export function moduleFiles(order: ModuleOrder, links: ProjectLinks): ReadonlyMap<string, string> {
  const names = namesOf(order.name, order.jobCode)
  return new Map([
    ['etc/config.xml', configXml(order, names, links.schemas)],
    [`Model/${names.className}.ts`, handlerText(order, names)],
    [`test/${names.testName}.test.ts`, testText(order, names)],
    ['package.json', packageText(order, links)],
    ['tsconfig.json', tsconfigText(links)],
  ])
}

function packageText({ name, label, jobCode }: ModuleOrder, { sdk }: ProjectLinks): string {
  return jsonText({
    name: `@horarium-modules/${name.toLowerCase().replace('_', '-')}`,
    version: '0.1.0',
    private: true,
    description: label ?? `The job ${jobCode}`,
    type: 'module',
    scripts: { build: 'tsc -b' },
    dependencies: { '@horarium/sdk': sdk },
  })
}

function tsconfigText({ base, sdkSource }: ProjectLinks): string {
  return jsonText({
    ...(base === undefined ? {} : { extends: base }),
    compilerOptions: { ...(base === undefined ? compilerOptions() : {}), rootDir: '.', outDir: 'dist' },
    include: ['Model/**/*.ts'],
    ...(sdkSource === undefined ? {} : { references: [{ path: sdkSource }] }),
  })
}
