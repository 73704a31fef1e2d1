import type { Instance } from './instance.js'
import { callScript, loadScript } from './script.js'

/** A configuration some process was started with: files, not what is laid over them. */
export interface ConfigurationUse {
  readonly digest: string
  /** Of two the one with the greater number was brought later. */
  readonly generation: number
  /** Until then whoever uses it is taken to be alive, epoch ms. */
  readonly until: number
  /** Who said so last. */
  readonly by: string
}

export interface ConfigurationSign extends Omit<ConfigurationUse, 'generation'> {
  /** It takes the place of another, also when it was there before. */
  readonly brought: boolean
}

const USE = loadScript('use')
const REMEMBERED = 50

/** Says that a configuration is in use; answers all that are known. */
export async function useConfiguration(
  { redis, keys }: Instance,
  { digest, until, by, brought }: ConfigurationSign,
): Promise<readonly ConfigurationUse[]> {
  const args = [digest, Math.ceil(until), by, brought ? '1' : '', REMEMBERED]
  const answer = (await callScript(redis, USE, { keys: [keys.configurations], args })) as readonly string[]
  return answer.flatMap((digestOf, at) => (at % 2 === 0 ? [decode(digestOf, answer[at + 1] ?? '')] : []))
}

/** All configurations that are known. */
export async function readConfigurations({ redis, keys }: Instance): Promise<readonly ConfigurationUse[]> {
  const fields = await redis.hgetall(keys.configurations)
  return Object.entries(fields).map(([digest, text]) => decode(digest, text))
}

function decode(digest: string, text: string): ConfigurationUse {
  const [generation = '', until = '', ...by] = text.split(' ')
  return { digest, generation: Number(generation), until: Number(until), by: by.join(' ') }
}
