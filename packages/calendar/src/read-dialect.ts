import type { Dialect } from '@horarium/core'
import type { ExpressionReading } from './expression-reading.js'
import { readMagento } from './magento/read-magento.js'
import { readExpression } from './read-expression.js'

/** Reads an expression in its dialect; `seed` is what `H` is drawn from where `H` is known. */
export function readDialect(dialect: Dialect, expression: string, seed: string): ExpressionReading {
  return dialect === 'standard' ? readExpression(expression, seed) : readMagento(expression, dialect)
}
