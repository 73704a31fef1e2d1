import { realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { isWithin } from '@horarium-modules/horarium-core'
import * as v from 'valibot'

/** Below the project's folder; whatever lies here is temporary. */
const PLACE = '.horarium/tmp'

/** A folder's name below the place of temporary files: neither absolute nor able to lead upwards. */
export const folderName: v.GenericSchema<string, string> = v.pipe(
  v.string(),
  v.trim(),
  v.regex(/^\w[\w-]*(\/\w[\w-]*)*$/, `must name a folder below ${PLACE}, of letters, digits, _ and -`),
)

/** Its real path, absent while it does not exist. Throws where a link makes it lead out of the place, or that out of the project. */
export async function findOwnFolder(name: string): Promise<string | undefined> {
  const [project, place, folder] = await Promise.all(['.', PLACE, join(PLACE, name)].map(realPath))
  if (project === undefined || place === undefined || folder === undefined) return undefined
  const isOwn = isBelow(place, project) && isBelow(folder, place)
  if (!isOwn) throw new Error(`Nothing was removed: ${PLACE}/${name} leads out of the project's temporary files.`)
  return folder
}

function isBelow(path: string, folder: string): boolean {
  return path !== folder && isWithin(path, folder)
}

async function realPath(path: string): Promise<string | undefined> {
  try {
    return await realpath(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}
