import type { JobNames } from './job-names.js'
import type { ModuleOrder } from './module-files.js'

/** A config.xml that declares one job; `schemas` is the folder of the schemas, from the one it is in. */
export function configXml(
  { jobCode, schedule, dialect, timezone, label }: ModuleOrder,
  { handler }: JobNames,
  schemas: string,
): string {
  const job = [
    ...leaf('label', label),
    '<schedule>',
    ...leaf('cron_expr', schedule).map(indented),
    '</schedule>',
    ...leaf('dialect', dialect),
    ...leaf('timezone', timezone),
    '<run>',
    ...leaf('model', handler).map(indented),
    '</run>',
    '<params>',
    indented('limit=100'),
    '</params>',
  ]
  return `<?xml version="1.0"?>
<config xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
        xsi:noNamespaceSchemaLocation="${schemas}/config.xsd">
    <crontab>
        <jobs>
            <${jobCode}>
${job.map((line) => `                ${line}`).join('\n')}
            </${jobCode}>
        </jobs>
    </crontab>
</config>
`
}

function leaf(name: string, text: string | undefined): readonly string[] {
  return text === undefined ? [] : [`<${name}>${escaped(text)}</${name}>`]
}

function indented(line: string): string {
  return `    ${line}`
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

function escaped(text: string): string {
  return text.replace(/[&<>]/g, (character) => ENTITIES[character] ?? character)
}
