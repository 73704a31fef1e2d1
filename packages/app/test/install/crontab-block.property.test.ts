import { array, assert, constantFrom, property, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findBlock, withBlock, withoutBlock } from '../../src/install/crontab-block.js'

const OWNER = { namespace: 'hz', directory: '/srv/my shop (1)' }
const OTHER = { namespace: 'hz', directory: '/srv/my shop (1)/inner' }

const bytes = string({ unit: constantFrom('a', '#', ' ', '*', '\n', '\r', '\u00e9', '$', '%') })
const lines = array(constantFrom('* * * * * a', '$& $1', '* * * * * sleep 15; b'), { maxLength: 4 })

describe("a block of ours in somebody's crontab", () => {
  it('leaves every byte as it was when it is gone again, also where the last line has no break', () => {
    assert(
      property(bytes, lines, lines, (text, first, second) => {
        const once = withBlock(text, OWNER, first)
        expect(withoutBlock(withBlock(once, OWNER, second), OWNER)).toBe(text)
      }),
    )
  })

  it('is the same when it is written twice', () => {
    assert(
      property(bytes, lines, (text, wanted) => {
        const once = withBlock(text, OWNER, wanted)
        expect(withBlock(once, OWNER, wanted)).toBe(once)
        expect(findBlock(once, OWNER)?.lines).toEqual(wanted)
      }),
    )
  })

  it('keeps its place, and leaves what was written below it', () => {
    const text = `${withBlock('0 3 * * * backup', OWNER, ['old'])}0 4 * * * below\n`

    expect(withBlock(text, OWNER, ['new'])).toBe(text.replace('old', 'new'))
    expect(withoutBlock(text, OWNER)).toBe('0 3 * * * backup\n0 4 * * * below\n')
  })

  it('stands beside the block of another project', () => {
    const both = withBlock(withBlock('', OTHER, ['other']), OWNER, ['own'])

    expect(withoutBlock(both, OWNER)).toBe(withBlock('', OTHER, ['other']))
  })

  it.each([
    ['has lost its end', '# BEGIN horarium hz /srv/my shop (1)\n* * * * * a\n0 3 * * * theirs\n'],
    ['has lost its beginning', '0 3 * * * theirs\n# END horarium hz /srv/my shop (1)\n'],
    ['was copied', withBlock('', OWNER, ['a']).repeat(2)],
  ])('is left alone when it %s', (_, text) => {
    expect(() => withBlock(text, OWNER, ['b'])).toThrow('not one pair')
    expect(() => withoutBlock(text, OWNER)).toThrow('crontab -e')
  })
})
