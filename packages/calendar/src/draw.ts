/** A number from 0 to `size` - 1 that is always the same for the same text: what `H` becomes. */
export function draw(text: string, size: number): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  }
  // FNV-1a alone leaves job codes that differ in their last letter side by side; these steps (murmur3's) part them.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) % size
}
