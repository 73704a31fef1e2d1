/** What Redis answers, as far as our few questions need it. */
export type Reply = string | number | undefined | RedisRefusal | readonly Reply[]

/** An error reply: Redis lives, and says no. */
export class RedisRefusal extends Error {
  override readonly name = 'RedisRefusal'
}

interface Parsed {
  readonly reply: Reply
  /** Where the next reply begins. */
  readonly end: number
}

const LINE_END = '\r\n'

/** Reads as many whole replies (RESP 2) as the text holds; the text is latin1, one character a byte. */
export function parseReplies(text: string): readonly Reply[] {
  const replies: Reply[] = []
  let at = 0
  for (let parsed = parseReply(text, at); parsed; parsed = parseReply(text, at)) {
    replies.push(parsed.reply)
    at = parsed.end
  }
  return replies
}

function parseReply(text: string, at: number): Parsed | undefined {
  const lineEnd = text.indexOf(LINE_END, at)
  if (lineEnd < 0) return undefined
  const line = text.slice(at + 1, lineEnd)
  const end = lineEnd + LINE_END.length
  switch (text.charAt(at)) {
    case '+':
      return { reply: line, end }
    case '-':
      return { reply: new RedisRefusal(line), end }
    case ':':
      return { reply: Number(line), end }
    case '$':
      return parseBulk(text, end, Number(line))
    case '*':
      return parseArray(text, end, Number(line))
    default:
      throw new Error('What answers there does not speak the Redis protocol.')
  }
}

function parseBulk(text: string, start: number, length: number): Parsed | undefined {
  if (length < 0) return { reply: undefined, end: start }
  const end = start + length + LINE_END.length
  return end > text.length ? undefined : { reply: text.slice(start, start + length), end }
}

function parseArray(text: string, start: number, length: number): Parsed | undefined {
  const items: Reply[] = []
  let end = start
  while (items.length < length) {
    const item = parseReply(text, end)
    if (!item) return undefined
    items.push(item.reply)
    end = item.end
  }
  return { reply: items, end }
}
