/** A host and a port. */
export interface Endpoint {
  readonly host: string
  readonly port: number
}

/** With what one is let in. */
export interface Login {
  readonly username?: string
  readonly password?: string
}

/** Where a Redis is, as an operator names it in one line. */
export type RedisAddress =
  | { readonly kind: 'socket'; readonly path: string }
  | { readonly kind: 'single'; readonly url: string }
  | { readonly kind: 'cluster'; readonly nodes: readonly Endpoint[]; readonly login: Login; readonly tls: boolean }
  | {
      readonly kind: 'sentinel'
      readonly sentinels: readonly Endpoint[]
      /** The name under which the Sentinels watch the master. */
      readonly master: string
      readonly database: number
      readonly login: Login
      readonly sentinelLogin: Login
      readonly tls: boolean
    }

const CLUSTER_PORT = 6379
const SENTINEL_PORT = 26379

/** Takes an address apart; `undefined` when it is none. A single server's URL is left to the driver as it is. */
export function parseRedisAddress(text: string): RedisAddress | undefined {
  const path = text.replace(/^unix:\/\//, '')
  if (path.startsWith('/')) return { kind: 'socket', path }
  const [, scheme = '', kind, rest = ''] = /^(rediss?)(?:\+(cluster|sentinel))?:\/\/(.*)$/.exec(text) ?? []
  const tls = scheme === 'rediss'
  if (kind === 'cluster') return parseCluster(rest, tls)
  if (kind === 'sentinel') return parseSentinel(rest, tls)
  return scheme !== '' && isSingle(text) ? { kind: 'single', url: text } : undefined
}

function isSingle(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { hostname, pathname } = new URL(text)
  return hostname !== '' && /^(\/\d*)?$/.test(pathname)
}

// A cluster has no other database than 0.
function parseCluster(rest: string, tls: boolean): RedisAddress | undefined {
  const { login, hosts, path, query } = partsOf(rest)
  const nodes = endpointsOf(hosts, CLUSTER_PORT)
  if (nodes === undefined || login === undefined || !['', '0'].includes(path) || query !== '') return undefined
  return { kind: 'cluster', nodes, login, tls }
}

function parseSentinel(rest: string, tls: boolean): RedisAddress | undefined {
  const { login, hosts, path, query } = partsOf(rest)
  const sentinels = endpointsOf(hosts, SENTINEL_PORT)
  const [, master, database = '0'] = /^([^/]+)(?:\/(\d*))?$/.exec(path) ?? []
  if (sentinels === undefined || login === undefined || master === undefined) return undefined
  const words = new URLSearchParams(query)
  const sentinelLogin = loginOf(words.get('sentinel_username') ?? '', words.get('sentinel_password') ?? '')
  return { kind: 'sentinel', sentinels, master, database: Number(database), login, sentinelLogin, tls }
}

interface Parts {
  /** `undefined` when it is not encoded as a URL wants it. */
  readonly login: Login | undefined
  readonly hosts: string
  readonly path: string
  readonly query: string
}

// Up to the last @, so that a password that should have been encoded does not become a host and is not shown as one.
function partsOf(rest: string): Parts {
  const at = rest.lastIndexOf('@')
  const [, hosts = '', path = '', query = ''] = /^([^/?]*)\/?([^?]*)\??(.*)$/.exec(rest.slice(at + 1)) ?? []
  return { login: at < 0 ? {} : readLogin(rest.slice(0, at)), hosts, path, query }
}

function readLogin(text: string): Login | undefined {
  const [, username = '', password = ''] = /^([^:]*):?(.*)$/.exec(text) ?? []
  try {
    return loginOf(decodeURIComponent(username), decodeURIComponent(password))
  } catch {
    return undefined
  }
}

function loginOf(username: string, password: string): Login {
  return { ...(username && { username }), ...(password && { password }) }
}

function endpointsOf(hosts: string, usualPort: number): readonly Endpoint[] | undefined {
  const endpoints = hosts.split(',').map((text) => endpointOf(text, usualPort))
  return endpoints.every((endpoint) => endpoint !== undefined) ? endpoints : undefined
}

function endpointOf(text: string, usualPort: number): Endpoint | undefined {
  const [, bracketed, plain, port = String(usualPort)] =
    /^(?:\[([\da-f:.]+)\]|([^:[\]\s]+))(?::(\d+))?$/i.exec(text) ?? []
  const host = bracketed ?? plain
  return host === undefined || Number(port) > 65_535 ? undefined : { host, port: Number(port) }
}
