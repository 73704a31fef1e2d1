import type { Schedule } from './schedule.js'
import type { StandardIssue, StandardSchemaV1 } from './standard-schema.js'

/** One thing that is wrong with a run's parameters. */
export interface ParamIssue {
  /** The parameter, and where in it, with dots between; empty when all of them together are meant. */
  readonly path: string
  readonly message: string
}

/** The parameters are not what the handler takes; the message lists every issue. */
export class InvalidParams extends Error {
  override readonly name = 'InvalidParams'
  readonly issues: readonly ParamIssue[]

  constructor(issues: readonly ParamIssue[]) {
    super(issues.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)).join('; '))
    this.issues = issues
    // Whoever wrote the parameters has no use for lines of this file.
    delete this.stack
  }
}

/**
 * Reads a run's parameters by a schema of any library that follows Standard Schema. They are texts: a schema that wants a
 * number or a flag makes it of a text. Rejects with `InvalidParams`.
 */
export async function checkParams<Output>(
  { params }: Pick<Schedule, 'params'>,
  schema: StandardSchemaV1<unknown, Output>,
): Promise<Output> {
  const result = await schema['~standard'].validate({ ...params })
  if (result.issues) throw new InvalidParams(result.issues.map(issueOf))
  return result.value
}

function issueOf({ message, path = [] }: StandardIssue): ParamIssue {
  return { message, path: path.map((step) => String(typeof step === 'object' ? step.key : step)).join('.') }
}
