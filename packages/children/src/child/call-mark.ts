import { writeSync } from 'node:fs'

// Behind standard input, output, error and the channel: see forkChild.
const FD = 4
const mark = Buffer.alloc(8)

/** Notes that a run is called now. */
export function markCall(run: number): void {
  mark.writeBigUInt64LE(BigInt(run))
  writeSync(FD, mark, 0, mark.length, 0)
}
