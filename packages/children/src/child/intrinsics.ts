type Mark = readonly [owner: object, name: string | symbol, value: unknown, path: string]

/**
 * Watches what every run of this process shares: the functions of JavaScript's own objects. Additions are no harm;
 * what was there and is another thing now is.
 */
export class Intrinsics {
  readonly #ownerPaths = shared()
  #marks: readonly Mark[] = []

  constructor() {
    this.remember()
  }

  /** Takes everything as it is now for what it should be: a library that was loaded may have changed it on purpose. */
  remember(): void {
    this.#marks = this.#ownerPaths.flatMap(([path, owner]) => marksOf(path, owner))
  }

  /** The first thing that is not as it should be. */
  changed(): string | undefined {
    for (let index = 0; index < this.#marks.length; index += 1) {
      const mark = this.#marks[index]
      if (mark && Object.getOwnPropertyDescriptor(mark[0], mark[1])?.value !== mark[2]) return mark[3]
    }
    return undefined
  }
}

function shared(): readonly (readonly [string, object])[] {
  const prototypes = [Object, Array, String, Number, Function, Promise, Map, Set, Date, Error, RegExp]
  return [
    ...prototypes.flatMap((owner) => [
      [owner.name, owner] as const,
      [`${owner.name}.prototype`, owner.prototype as object] as const,
    ]),
    ['JSON', JSON],
    ['Math', Math],
    ['Reflect', Reflect],
    ['process', process],
    ['globalThis', globalThis],
  ]
}

function marksOf(path: string, owner: object): readonly Mark[] {
  return Reflect.ownKeys(owner).flatMap((name): readonly Mark[] => {
    const value: unknown = Object.getOwnPropertyDescriptor(owner, name)?.value
    return typeof value === 'function' ? [[owner, name, value, `${path}.${String(name)}`]] : []
  })
}
