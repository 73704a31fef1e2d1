import { array, assert, constantFrom, nat, oneof, property, record, string, uint8Array } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readConfigXml, readCronGroupsXml, readCrontabXml } from '../src/index.js'
import { decodeXml } from '../src/xml/decode-xml.js'
import { config, define, job, moduleRoot } from './module-root.js'

const GOOD = { 'A/Good/etc/config.xml': config(job('good')) }
const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le')
const MARK = Buffer.from([0xff, 0xfe])
const LATIN = (encoding: string): Buffer =>
  Buffer.from(`<?xml version="1.0" encoding="${encoding}"?>${config(job('x', '<name>caf\u00e9</name>'))}`, 'latin1')

const HOSTILE: readonly (readonly [string, string | Uint8Array, string])[] = [
  ['an empty file', '', 'empty'],
  ['nothing but space', ' \n ', 'broken'],
  ['no XML at all', 'hello', 'broken'],
  ['binary', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2]), 'bytes'],
  ['a zero byte', '<config>\u0000</config>', 'U+0000'],
  ['UTF-16 with a mark', Buffer.concat([MARK, utf16('<config/>')]), 'UTF-16'],
  ['UTF-16 without a mark', utf16('<config/>'), 'UTF-16'],
  ['bytes that are not UTF-8', Buffer.from('<config><a>\u00e9</a></config>', 'latin1'), 'not UTF-8'],
  ['an encoding nobody knows', '<?xml version="1.0" encoding="EBCDIC"?><config/>', "'EBCDIC'"],
  ['a DOCTYPE', '<!DOCTYPE config><config/>', 'DOCTYPE'],
  [
    'a DOCTYPE with an external entity',
    '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><config>&x;</config>',
    'DOCTYPE',
  ],
  ['a DOCTYPE after the root', '<config/><!doctype x>', 'DOCTYPE'],
  ['a DOCTYPE behind a comment in an attribute', '<config a="<!--"/><!DOCTYPE x><!-- -->', 'DOCTYPE'],
  ['an entity nobody declared', '<config><a>&lol;</a></config>', "'&lol;'"],
  ['a plain & in an attribute', '<config><a b="&"/></config>', "'&'"],
  ['a number that is no character', '<config><a>&#0;</a></config>', "'&#0;'"],
  ['a < in an attribute', '<config><a b="<"/></config>', 'inside an attribute'],
  ['markup that is none', '<config><!foo></config>', '<!foo> is not an element'],
  ['a declaration inside a closed element', '<config><a></a><!foo></a></config>', 'broken'],
  ['a tag that is not closed', '<config><a></config>', 'broken'],
  ['a comment that is not closed', '<config></config><!-- ', 'broken'],
  ['an attribute given twice', '<config><a b="1" b="2"/></config>', 'broken'],
  ['two roots', '<config></config><config></config>', 'broken'],
  ['two roots that close themselves', '<config/><config/>', 'beside the root'],
  ['text after the root', '<config></config>x', 'broken'],
  ['text after a root that closes itself', '<config/>x', 'follows the root'],
  ['10,000 levels', '<a>'.repeat(10_000) + '</a>'.repeat(10_000), 'nested'],
  ['an attribute of 1 MB', `<config><a b="${'x'.repeat(1_000_000)}"/></config>`, '1000000 characters'],
  ['3 MB', `<config>${' '.repeat(3_000_000)}</config>`, 'bytes, more than'],
  ['another root', '<confg/>', 'root element is <confg>'],
  ['a page', '<html><body>no</body></html>', 'root element is <html>'],
]

describe('a hostile file', () => {
  test.each(HOSTILE)('%s is a problem and stops nothing else', async (_, content, message) => {
    const root = moduleRoot({ ...GOOD, 'A/Bad/etc/config.xml': content })

    const { tree, jobs } = await define(root)

    expect(tree.problems).toHaveLength(1)
    expect(tree.problems[0]).toMatchObject({ severity: 'error', file: `${root}/A/Bad/etc/config.xml` })
    expect(tree.problems[0]?.message).toContain(message)
    expect(tree.problems[0]?.remedy).not.toBe('')
    expect([...jobs.keys()]).toEqual(['good'])
  })
})

describe('names that would reach a prototype', () => {
  test('are plain text in settings, parameters and attributes', async () => {
    const names = '<__proto__><polluted>1</polluted></__proto__><constructor>2</constructor><toString>3</toString>'
    const params = '<params><__proto__>4</__proto__><constructor>5</constructor></params>'
    const root = moduleRoot({
      'A/B/etc/config.xml': config(job('x', params), `<default>${names}</default><a __proto__="6" constructor="7"/>`),
    })

    const { tree, jobs, problems } = await define(root)

    expect(problems).toEqual([])
    expect([...tree.values].map(([path, { value }]) => [path, value])).toEqual([
      ['__proto__/polluted', '1'],
      ['constructor', '2'],
      ['toString', '3'],
    ])
    expect(Object.entries(jobs.get('x')?.params ?? {})).toEqual([
      ['__proto__', '4'],
      ['constructor', '5'],
    ])
    expect(({} as { polluted?: string }).polluted).toBeUndefined()
  })
})

describe('harmless XML', () => {
  test('has its entities decoded once, and none in CDATA', () => {
    const text = '<a b="&quot;&#x41;&apos;">&lt;&amp;lt;&#66;<![CDATA[&lt;<]]></a>'
    const { defaults } = readConfigXml(`<default>${text}</default>`, 'f')

    expect(defaults[0]?.children.get('a')?.text).toBe('<&lt;B&lt;<')
  })

  test('keeps the space around comments and CDATA, and texts that look like numbers', () => {
    const { defaults } = readConfigXml(
      '<default><a>*/5 <!-- five --> * <![CDATA[*]]> 1</a><b>1e3</b><c>0x1F</c></default>',
      'f',
    )

    expect([...(defaults[0]?.children.values() ?? [])].map(({ text }) => text.split(/\s+/).join(' '))).toEqual([
      '*/5 * * 1',
      '1e3',
      '0x1F',
    ])
  })

  test.each(['\n', '\r\n'])('has the right line for a leaf after line ends %j', (end) => {
    const xml = ['\ufeff<?xml version="1.0"?>', '<default>', '<a', ' b="1">', '<c>1</c></a>', '<d/>', '</default>']
    const { defaults } = readConfigXml(xml.join(end), 'f')
    const a = defaults[0]?.children.get('a')

    expect([a?.place.line, a?.children.get('c')?.place.line, defaults[0]?.children.get('d')?.place.line]).toEqual([
      3, 5, 6,
    ])
  })

  test.each(['ISO-8859-1', 'windows-1252'])('may declare %s', async (encoding) => {
    const { jobs } = await define(moduleRoot({ 'A/B/etc/config.xml': LATIN(encoding) }))

    expect(jobs.get('x')?.label).toBe('caf\u00e9')
  })
})

describe('whatever a file holds', () => {
  const read = (bytes: Uint8Array): void => {
    const { text } = decodeXml(bytes)
    if (text === undefined) return
    for (const reader of [readConfigXml, readCrontabXml, readCronGroupsXml]) {
      for (const { line } of reader(text, 'f').problems) expect(line).toBeGreaterThanOrEqual(0)
    }
  }
  const SOUND = `<?xml version="1.0"?>\n<config>${job('x')}<group id="a"><job name="b" instance='C\\D' method="e"/></group><!-- c --><![CDATA[d]]>&amp;</config>`
  const PIECES = [
    '<',
    '>',
    '</',
    '/>',
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '<?',
    '?>',
    '&',
    ';',
    '"',
    "'",
    '=',
    '<!',
    '\r',
    '.',
    '#',
    ':@',
    '__proto__',
    '\u0085',
    '<config>',
    '</config>',
  ]

  test('random bytes never make a reader throw', () => {
    assert(property(uint8Array({ maxLength: 200 }), read), { numRuns: 300 })
  })

  test('mutated XML never makes a reader throw', () => {
    const cut = record({
      at: nat(SOUND.length),
      drop: nat(6),
      put: oneof(constantFrom(...PIECES), string({ maxLength: 4 })),
    })
    assert(
      property(array(cut, { minLength: 1, maxLength: 5 }), (cuts) => {
        const mutated = cuts.reduce((text, { at, drop, put }) => text.slice(0, at) + put + text.slice(at + drop), SOUND)
        read(Buffer.from(mutated))
      }),
      { numRuns: 1_000 },
    )
  })
})
