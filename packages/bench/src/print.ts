import type { Machine } from './machine.js'
import type { RowResult } from './row.js'

const NAME_WIDTH = 16
const WHAT_WIDTH = 44
const VALUE_WIDTH = 18
const BAR_WIDTH = 14

export function printMachine({ cpu, cores, memoryGiB, system, node, redis, loadAverage }: Machine): void {
  print(`${cpu}, ${cores} cores, ${memoryGiB} GiB, ${system}`)
  print(`Node ${node}, Redis ${redis}, load average ${loadAverage.join(' ')}\n`)
  print(columns(['row', 'what', 'measured', 'bar']))
}

/** A row: each of its bars and whether it is met, then what the others did. */
export function printRow(name: string, { verdicts, peers }: RowResult): void {
  verdicts.forEach(({ what, value, bar, isMet }, index) => {
    print(`${columns([index === 0 ? name : '', what, value, bar])}${verdictOf(bar, isMet)}`)
  })
  for (const [what, figure] of Object.entries(peers)) {
    print(columns(['', `  ${what}`, figure.toLocaleString('en-US'), '']))
  }
}

function verdictOf(bar: string, isMet: boolean): string {
  if (bar === '') return ''
  return isMet ? 'met' : 'MISSED'
}

function columns([name = '', what = '', value = '', bar = '']: readonly string[]): string {
  return [name.padEnd(NAME_WIDTH), what.padEnd(WHAT_WIDTH), value.padEnd(VALUE_WIDTH), bar.padEnd(BAR_WIDTH)].join(' ')
}

function print(line: string): void {
  process.stdout.write(`${line.trimEnd()}\n`)
}
