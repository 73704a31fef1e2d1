import { HorariumError } from '@horarium/core'

/** Whose block it is: projects may share a namespace, each on its own Redis. */
export interface BlockOwner {
  readonly namespace: string
  readonly directory: string
}

/** Where a block of ours stands in a crontab. */
export interface FoundBlock {
  readonly start: number
  readonly end: number
  /** Its lines between the marks. */
  readonly lines: readonly string[]
  /** What its last mark says beside its name: whether a line break had to be added before the block. */
  readonly remark: Remark
}

type Remark = '' | typeof JOINED
const JOINED = ' (after a last line without a line break)'

/** A crontab with the owner's block: in its place if it has one, else at the end. All other text stays as it is. */
export function withBlock(text: string, owner: BlockOwner, lines: readonly string[]): string {
  const found = findBlock(text, owner)
  if (found) {
    return `${text.slice(0, found.start)}${blockText(owner, lines, found.remark)}${text.slice(found.end)}`
  }
  if (text === '' || text.endsWith('\n')) return `${text}${blockText(owner, lines, '')}`
  return `${text}\n${blockText(owner, lines, JOINED)}`
}

/** A crontab as it was before the owner's block. */
export function withoutBlock(text: string, owner: BlockOwner): string {
  const found = findBlock(text, owner)
  if (!found) return text
  const [before, after] = [text.slice(0, found.start), text.slice(found.end)]
  return found.remark === JOINED && after === '' ? before.replace(/\n$/, '') : `${before}${after}`
}

/** Finds the owner's block. Throws `conflict` when its marks do not stand in pairs: nobody knows what is ours then. */
export function findBlock(text: string, owner: BlockOwner): FoundBlock | undefined {
  const [begin, end] = [escaped(beginMark(owner)), escaped(endMark(owner))]
  const marks = [...text.matchAll(new RegExp(`^(?:${begin}|${end}(?:${escaped(JOINED)})?)$`, 'gm'))]
  if (marks.length === 0) return undefined
  const [first, last] = marks
  if (marks.length !== 2 || first?.[0] !== beginMark(owner) || !last?.[0].startsWith(endMark(owner))) {
    const remedy = `mend it with crontab -e: remove the lines '${beginMark(owner)}' and '${endMark(owner)}'.`
    throw new HorariumError('conflict', `The marks of our block in the crontab are not one pair; ${remedy}`)
  }
  const inner = text.slice(first.index + first[0].length + 1, last.index)
  const stop = last.index + last[0].length
  return {
    start: first.index,
    end: text[stop] === '\n' ? stop + 1 : stop,
    lines: inner.split('\n').slice(0, -1),
    remark: last[0].endsWith(JOINED) ? JOINED : '',
  }
}

/** The owners of all blocks of Horarium in a crontab. */
export function ownersIn(text: string): readonly BlockOwner[] {
  const marks = text.matchAll(/^# BEGIN horarium (\S+) (\/.*)$/gm)
  return [...marks].map(([, namespace = '', directory = '']) => ({ namespace, directory }))
}

function blockText(owner: BlockOwner, lines: readonly string[], remark: Remark): string {
  return [beginMark(owner), ...lines, `${endMark(owner)}${remark}`, ''].join('\n')
}

function beginMark({ namespace, directory }: BlockOwner): string {
  return `# BEGIN horarium ${namespace} ${directory}`
}

function endMark({ namespace, directory }: BlockOwner): string {
  return `# END horarium ${namespace} ${directory}`
}

function escaped(text: string): string {
  return text.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&')
}
