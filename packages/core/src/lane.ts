/** The lane of a job: its group, or group and shard; everything of one lane lives in one Redis Cluster slot. */
export function laneOf(jobCode: string, group: string, shards: number): string {
  return shards > 1 ? `${group}#${checksum(jobCode) % shards}` : group
}

/** All lanes of a group. */
export function lanesOf(group: string, shards: number): readonly string[] {
  return shards > 1 ? Array.from({ length: shards }, (_, shard) => `${group}#${shard}`) : [group]
}

/** The group a lane belongs to. */
export function groupOf(lane: string): string {
  const hash = lane.indexOf('#')
  return hash < 0 ? lane : lane.slice(0, hash)
}

// FNV-1a, 32 bits: stable over versions and machines, which is all a shard needs.
function checksum(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  }
  return hash >>> 0
}
