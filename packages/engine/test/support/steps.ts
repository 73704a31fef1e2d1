import * as fc from 'fast-check'
import { MINUTE } from './test-engine.js'
import type { How } from './test-worker.js'
import { World, type WorldOptions } from './world.js'

type Step = (world: World) => Promise<void> | void

/** Something that happens in a world, by a name a failure can tell. */
export interface NamedStep {
  readonly name: string
  readonly take: Step
  toString(): string
}

export const named = (name: string, take: Step): NamedStep => ({ name, take, toString: () => name })
/** By how many processes at once. */
export const times = fc.integer({ min: 1, max: 4 })
export const minutes = (min: number, max: number): fc.Arbitrary<number> =>
  fc.integer({ min, max }).map((value) => value * MINUTE)

const common = [
  fc
    .oneof(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 60, max: 7_200 }))
    .map((seconds) => named(`wait ${seconds} s`, (world) => world.wait(seconds))),
  times.map((count) => named(`generate by ${count}`, (world) => world.generate(count))),
  times.map((count) => named(`release by ${count}`, (world) => world.release(count))),
  times.map((count) => named(`sweep by ${count}`, (world) => world.sweep(count))),
  fc
    .tuple(fc.integer({ min: 1, max: 20 }), fc.constantFrom<How>('success', 'throw', 'stay'))
    .map(([count, how]) => named(`deliver ${count}, ${how}`, (world) => world.deliver(count, how))),
  fc
    .tuple(fc.integer({ min: 20, max: 400 }), fc.constantFrom<How>('success', 'stay'))
    .map(([seconds, how]) => named(`a round after ${seconds} s, ${how}`, (world) => goRound(world, seconds, how))),
  fc.nat(9).map((pick) => named(`finish ${pick}`, (world) => world.finish(pick))),
  fc.nat(2).map((pick) => named(`worker ${pick} dies`, (world) => void world.die(pick))),
  fc.nat(2).map((pick) => named(`worker ${pick} stalls`, (world) => world.stall(pick))),
  fc.constant(named('lose', (world) => world.lose())),
  fc.constant(named('double', (world) => world.double())),
]
/** Lives of a world: what always may happen, and more. */
export const steps = (...more: readonly fc.Arbitrary<NamedStep>[]): fc.Arbitrary<NamedStep[]> =>
  fc.array(fc.oneof(...common, ...more), { minLength: 10, maxLength: 60, size: 'max' })

async function goRound(world: World, seconds: number, how: How): Promise<void> {
  await world.wait(seconds)
  await world.generate(1)
  await world.release(1)
  await world.deliver(Number.MAX_SAFE_INTEGER, how)
}

/** Lives through some steps. */
export async function live(given: WorldOptions, path: readonly NamedStep[]): Promise<World> {
  const world = new World(given)
  await world.generate(1)
  for (const { take } of path) {
    await take(world)
    await world.look()
  }
  return world
}
