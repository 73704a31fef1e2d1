/**
 * Keeps this process alive when a handler leaves an error behind: a promise nobody awaits, a timer that throws after
 * its run has ended. Node would end the process, and one bad job would take the runs of all others with it. Going on
 * is safe here: whatever ran in that callback was the handler's own, and of ours nothing hangs on memory that it may
 * have left half changed: what an entry is stands in the store, and every write of a run shows its token.
 */
export function outliveStrayErrors(tell: (thrown: unknown) => void): void {
  process.on('unhandledRejection', tell)
  process.on('uncaughtException', tell)
}
