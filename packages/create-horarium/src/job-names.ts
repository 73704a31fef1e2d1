/** What a job is called in each of the places that name it. */
export interface JobNames {
  /** The class of its handler, and the file in `Model/`. */
  readonly className: string
  /** The file of its test, without `.test.ts`. */
  readonly testName: string
  /** What its XML calls. */
  readonly handler: string
}

/** The names a job of a module gets: `acme_shop_stock_import` of `Acme_Shop` is handled by `Model/StockImport.ts`. */
export function namesOf(moduleName: string, jobCode: string): JobNames {
  const [, ownName = ''] = moduleName.split('_')
  const words = jobCode.split(/[^A-Za-z0-9]+/).filter((word) => word !== '')
  const own = withoutModule(words, moduleName)
  const className = classNameOf(own.length > 0 ? own : [ownName])
  return {
    className,
    testName: own.length > 0 ? own.join('-').toLowerCase() : ownName.toLowerCase(),
    handler: `${moduleName.toLowerCase()}/${className.charAt(0).toLowerCase()}${className.slice(1)}::run`,
  }
}

// A job code begins with its module's name, by habit; inside the module that says nothing.
function withoutModule(words: readonly string[], moduleName: string): readonly string[] {
  const wanted = moduleName.replaceAll('_', '').toLowerCase()
  const at = words.findIndex(
    (_, index) =>
      words
        .slice(0, index + 1)
        .join('')
        .toLowerCase() === wanted,
  )
  return words.slice(at + 1)
}

function classNameOf(words: readonly string[]): string {
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
  if (/^\d/.test(name)) return `Job${name}`
  // What the language or the handler's file calls so already.
  return name in globalThis || name === 'Schedule' ? `${name}Job` : name
}
