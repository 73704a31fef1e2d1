import type { Bench } from '../bench.js'
import { askChild } from '../child.js'
import type { XmlOrder } from '../children/xml.js'
import { round } from '../figures.js'
import { declareUsual, withFolder, writeModule } from '../module-folders.js'
import { inTurn } from '../rounds.js'
import { defineRow, type Measured, type Row } from '../row.js'

interface Xml {
  readonly modules: number
  readonly ms: number
}

const JOBS_PER_MODULE = 12

/** A very large installation read and checked by a process that has just started; handlers are not loaded. */
export const XML: Row = defineRow<Xml>({
  name: 'xml',
  measure,
  bars: [
    {
      what: '1,000 modules of XML, load and validate',
      bar: '< 1,500 ms',
      read: ({ ms }) => `${ms} ms`,
      isMet: ({ ms }) => ms < 1_500,
    },
  ],
})

async function measure(bench: Bench): Promise<Measured<Xml>> {
  const modules = bench.size(1_000, 100)
  const order = (directory: string): XmlOrder => ({ directory, jobs: modules * JOBS_PER_MODULE })
  return withFolder(async (directory) => {
    for (let index = 0; index < modules; index += 1) {
      const name = `Module${index}`
      await writeModule(directory, name, declareUsual(name, JOBS_PER_MODULE))
    }
    const { ms } = await inTurn(bench, { ms: () => askChild<number>('xml', order(directory)) })
    return { figure: { modules, ms: round(ms) }, peers: { jobs: modules * JOBS_PER_MODULE } }
  })
}
