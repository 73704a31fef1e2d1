/**
 * What switching a job did to its entries, in words. A process that runs may follow before the command that switched:
 * then there is nothing left to write or to withdraw, and none is counted.
 */
export function sayEntries(active: boolean, count: number): string {
  if (count === 0) return active ? 'nothing is left to write' : 'nothing of it is pending'
  return `${count} pending ${count === 1 ? 'entry' : 'entries'} ${active ? 'written' : 'withdrawn'}`
}
