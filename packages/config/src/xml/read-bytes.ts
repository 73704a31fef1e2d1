import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { sentenceOf } from '@horarium/core'
import type { XmlFault } from './refusal.js'

/** The largest XML file that is read. */
export const XML_BYTES_MAX: number = 2 * 1024 * 1024

export type ReadBytes =
  | { readonly bytes: Uint8Array; readonly fault?: undefined }
  | { readonly bytes?: undefined; readonly fault: XmlFault }

/** Reads a regular file of at most `XML_BYTES_MAX` bytes. */
export async function readBytes(path: string): Promise<ReadBytes> {
  let handle: FileHandle | undefined
  try {
    // Not blocking: to open a FIFO nobody writes to would hang for ever.
    handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK)
    return await readOpened(handle)
  } catch (error) {
    return refused(`the file cannot be read: ${sentenceOf(error)}`, 'Make it readable, or remove it.')
  } finally {
    await handle?.close()
  }
}

async function readOpened(handle: FileHandle): Promise<ReadBytes> {
  const stat = await handle.stat()
  if (!stat.isFile()) return refused('this is not a regular file', 'Put an XML file in its place, or remove it.')
  if (stat.size > XML_BYTES_MAX) {
    return refused(`the file has ${stat.size} bytes, more than ${XML_BYTES_MAX}`, 'Split the module, or shorten it.')
  }
  const bytes = Buffer.alloc(stat.size)
  const { bytesRead } = await handle.read(bytes, 0, stat.size, 0)
  return { bytes: bytes.subarray(0, bytesRead) }
}

function refused(message: string, remedy: string): ReadBytes {
  return { fault: { line: 0, message, remedy } }
}
