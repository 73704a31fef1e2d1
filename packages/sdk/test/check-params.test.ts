import { checkParams, type InvalidParams, type StandardIssue, type StandardSchemaV1 } from '@horarium/sdk'
import { createTestSchedule } from '@horarium/sdk/testing'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'

const Params = v.strictObject({
  limit: v.optional(v.pipe(v.string(), v.digits(), v.transform(Number), v.maxValue(500)), '100'),
  mailbox: v.string(),
})

/** A schema that finds these issues, whatever it is given. */
function schemaWith(...issues: readonly StandardIssue[]): StandardSchemaV1 {
  return { '~standard': { version: 1, vendor: 'test', validate: async () => ({ issues }) } }
}

function refusalOf(params: Readonly<Record<string, string>>, schema: StandardSchemaV1): Promise<InvalidParams> {
  return checkParams(createTestSchedule({ params }), schema).then(
    () => expect.unreachable('they are refused'),
    (error: InvalidParams) => error,
  )
}

describe('parameters checked by a schema', () => {
  it('are what the schema makes of the texts', async () => {
    const schedule = createTestSchedule({ params: { limit: '5', mailbox: 'sales' } })
    expect(await checkParams(schedule, Params)).toEqual({ limit: 5, mailbox: 'sales' })
  })

  it('have the defaults of the schema', async () => {
    const schedule = createTestSchedule({ params: { mailbox: 'sales' } })
    expect(await checkParams(schedule, Params)).toEqual({ limit: 100, mailbox: 'sales' })
  })

  it('that are wrong are refused with every issue and its path', async () => {
    const refusal = await refusalOf({ limit: 'many', colour: 'red' }, Params)
    expect(refusal.name).toBe('InvalidParams')
    expect(refusal.issues.map(({ path }) => path).toSorted()).toEqual(['colour', 'limit', 'mailbox'])
    expect(refusal.message.split('; ')).toHaveLength(3)
    expect(refusal.message).toContain('limit: Invalid digits: Received "many"')
  })

  it('are refused in words of any library: paths of keys, of segments, of nothing', async () => {
    const schema = schemaWith(
      { message: 'too long', path: ['a', 0, { key: 'b' }] },
      { message: 'one of the two is needed' },
    )
    expect((await refusalOf({}, schema)).message).toBe('a.0.b: too long; one of the two is needed')
  })

  it('are not changed by the schema', async () => {
    const schedule = createTestSchedule({ params: { mailbox: 'sales' } })
    const greedy: StandardSchemaV1<unknown, object> = {
      '~standard': {
        version: 1,
        vendor: 'test',
        validate: (value) => ({ value: Object.assign(Object(value), { a: 1 }) }),
      },
    }
    expect(await checkParams(schedule, greedy)).toEqual({ mailbox: 'sales', a: 1 })
    expect(schedule.params).toEqual({ mailbox: 'sales' })
  })
})
