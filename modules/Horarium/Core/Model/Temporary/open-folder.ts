import { constants, type Dir, type Stats } from 'node:fs'
import { type FileHandle, lstat, open, opendir, realpath, rmdir, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { identityOf, isWithin } from './roots.js'

/**
 * A directory held open. Names are looked up in the directory that was opened, not by its path: whoever replaces a
 * directory on the way by a link, between our look and our removal, must not lead us out of the folder we clean.
 */
export class OpenFolder {
  /** Its real path when it was opened. */
  readonly path: string
  readonly #handle: FileHandle
  readonly #root: string

  private constructor(handle: FileHandle, path: string, root: string) {
    this.#handle = handle
    this.path = path
    this.#root = root
  }

  /** Opens the root itself, by its real path. */
  static openRoot(root: string): Promise<OpenFolder> {
    return OpenFolder.#open(root, root)
  }

  static async #open(path: string, root: string): Promise<OpenFolder> {
    const handle = await open(path, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW)
    try {
      const real = await realpath(byHandle(handle) ?? path)
      if (!isWithin(real, root)) throw new Error('it was moved out of the folder')
      return new OpenFolder(handle, real, root)
    } catch (error) {
      await handle.close()
      throw error
    }
  }

  async identity(): Promise<string> {
    return identityOf(await this.#handle.stat())
  }

  /** Opens a directory in it; fails when the name is a link. */
  async open(name: string): Promise<OpenFolder> {
    return OpenFolder.#open(await this.#at(name), this.#root)
  }

  async entries(): Promise<Dir> {
    return opendir(await this.#at('.'))
  }

  /** Looks at a name; a link is looked at itself. */
  async look(name: string): Promise<Stats> {
    return lstat(await this.#at(name))
  }

  async removeFile(name: string): Promise<void> {
    await unlink(await this.#at(name))
  }

  /** Removes a directory in it that is empty. */
  async removeFolder(name: string): Promise<void> {
    await rmdir(await this.#at(name))
  }

  async close(): Promise<void> {
    await this.#handle.close()
  }

  // Without /proc the path must serve; that it still leads here is then asked before each use.
  async #at(name: string): Promise<string> {
    const held = byHandle(this.#handle)
    if (held !== undefined) return join(held, name)
    if ((await realpath(this.path)) !== this.path) throw new Error('its directory was replaced')
    return join(this.path, name)
  }
}

function byHandle(handle: FileHandle): string | undefined {
  return process.platform === 'linux' ? `/proc/self/fd/${handle.fd}` : undefined
}
