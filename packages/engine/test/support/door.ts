/** Something a handler waits at until a test opens it. */
export interface Door {
  readonly opened: Promise<unknown>
  open(value?: unknown): void
  slam(error: Error): void
}

export function makeDoor(): Door {
  let open: Door['open'] = () => undefined
  let slam: Door['slam'] = () => undefined
  const opened = new Promise<unknown>((resolve, reject) => {
    open = resolve
    slam = reject
  })
  return { opened, open, slam }
}
