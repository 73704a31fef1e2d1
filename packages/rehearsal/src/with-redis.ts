import { join } from 'node:path'
import { findRedisBinary, type RedisBinary, startTemporaryRedis } from '@horarium/app'
import { connectRedis, forgetInstance, openInstance } from '@horarium/store'

let binary: Promise<RedisBinary> | undefined

/** Starts a private Redis, or takes the one at an address, and clears up whatever happens. */
export async function withRedis<Answer>(
  given: string | undefined,
  namespace: string,
  use: (address: string) => Promise<Answer>,
): Promise<Answer> {
  if (given !== undefined) return withGiven(given, namespace, use)
  const server = await startTemporaryRedis(await findBinary())
  try {
    return await use(server.address)
  } finally {
    await server.stop()
  }
}

function findBinary(): Promise<RedisBinary> {
  binary ??= findRedisBinary({
    cacheDirectory: join(process.cwd(), '.horarium', 'redis'),
    onNotice: (sentence) => process.stderr.write(`${sentence}\n`),
  })
  return binary
}

async function withGiven<Answer>(
  address: string,
  namespace: string,
  use: (address: string) => Promise<Answer>,
): Promise<Answer> {
  try {
    return await use(address)
  } finally {
    const redis = connectRedis(address)
    await forgetInstance(openInstance(redis, namespace))
    redis.disconnect()
  }
}
