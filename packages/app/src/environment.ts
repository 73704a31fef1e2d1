export const PRODUCTION = 'production'

/**
 * The name of the environment: `HORARIUM_ENV`, else `NODE_ENV`. Where neither says it is `development`: a guard that
 * does not know where it stands guards.
 */
export function environmentOf(variables: Readonly<Record<string, string | undefined>>): string {
  return variables['HORARIUM_ENV'] || variables['NODE_ENV'] || 'development'
}
