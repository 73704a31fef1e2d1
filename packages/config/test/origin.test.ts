import { describe, expect, test } from 'vitest'
import { defineConfig } from './module-root.js'

const ORIGIN = `<global>
    <crontab>
        <jobs>
            <colin_bootstrap_cron>
                <schedule>
                   <cron_expr>*/1 * * * *</cron_expr>
                </schedule>
                <run>
                    <model>colin_bootstrap/observer_cron::runCustomCronJob</model>
                </run>
            </colin_bootstrap_cron>
        </jobs>
    </crontab>
</global>
`

describe('the XML of the origin document', () => {
  test.each([
    ['as it stands', ORIGIN, 4],
    ['inside <config>', `<?xml version="1.0"?>\n<config>\n${ORIGIN}</config>`, 6],
  ])('declares its job %s', async (_, xml, line) => {
    const { jobs, problems } = await defineConfig(xml)

    expect(problems).toEqual([])
    expect([...jobs.values()]).toEqual([
      expect.objectContaining({
        code: 'colin_bootstrap_cron',
        group: 'default',
        status: 'ok',
        cronExpr: '*/1 * * * *',
        handler: 'colin_bootstrap/observer_cron::runCustomCronJob',
        module: 'A_B',
        line,
        calendar: {
          kind: 'expression',
          expression: '*/1 * * * *',
          dialect: 'standard',
          timezone: 'UTC',
          seed: 'colin_bootstrap_cron',
        },
      }),
    ])
  })
})
