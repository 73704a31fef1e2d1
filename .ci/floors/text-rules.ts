import { linesOf, without } from './source-text.js'
import { KEYS_FILE, MAX_LINES } from './table.js'
import type { Fault, Source, Workspace } from './tree.js'

interface TextRule {
  readonly message: string
  readonly pattern: RegExp
  /** What a source is reduced to before it is searched. */
  readonly view: (text: string) => string
  readonly concerns: (workspace: Workspace, source: Source) => boolean
}

const whole = (text: string): string => text
const uncommented = (text: string): string => without(text, 'comment')
const bare = (text: string): string => without(text, 'comment', 'quoted', 'template', 'pattern')
const isPackageSource = ({ kind }: Workspace, { room }: Source): boolean => kind === 'package' && room === 'product'
const isAnySource = (): boolean => true

const RULES: readonly TextRule[] = [
  {
    message: 'star export; name what is exported',
    pattern: /^[ \t]*export\s+(?:type\s+)?\*/gm,
    view: bare,
    concerns: isPackageSource,
  },
  {
    message: 'default export; only the handlers of modules have one',
    pattern: /^[ \t]*export\s+default\b|^[ \t]*export\s*\{[^}]*\bas\s+default\b/gm,
    view: bare,
    concerns: isPackageSource,
  },
  {
    message: `Redis key outside ${KEYS_FILE}`,
    pattern: /['"`]hz:/g,
    view: uncommented,
    concerns: (workspace, source) => isPackageSource(workspace, source) && source.file !== KEYS_FILE,
  },
  {
    message: 'any; parse unknown instead',
    pattern: /(?:[:<,|&(=]|\bas|\bextends|\bsatisfies)\s*any\b(?!\s*[(:.])/g,
    view: bare,
    concerns: isAnySource,
  },
  {
    message: 'silences the compiler',
    pattern: /@ts-(?:ignore|nocheck)\b/g,
    view: whole,
    concerns: isAnySource,
  },
]

/** What is wrong with the text of a workspace's sources. */
export function textFaults(workspace: Workspace): readonly Fault[] {
  return workspace.sources.flatMap((source) => [...ruleFaults(workspace, source), ...lengthFaults(workspace, source)])
}

/** The system's clock is read in one place only; where it is read in more, each is a fault. */
export function clockFaults(workspaces: readonly Workspace[]): readonly Fault[] {
  const places = workspaces.flatMap((workspace) =>
    workspace.sources
      .filter((source) => isPackageSource(workspace, source))
      .flatMap(({ file, text }) =>
        linesOf(uncommented(text), /\bDate\.now\(\)|\bnew Date\(\)/g).map((line) => ({ file, line })),
      ),
  )
  if (places.length < 2) return []
  return places.map((place) => ({ ...place, message: `one of ${places.length} places that read the system's clock` }))
}

function ruleFaults(workspace: Workspace, source: Source): readonly Fault[] {
  return RULES.filter(({ concerns }) => concerns(workspace, source)).flatMap(({ message, pattern, view }) =>
    linesOf(view(source.text), pattern).map((line) => ({ file: source.file, line, message })),
  )
}

function lengthFaults(workspace: Workspace, source: Source): readonly Fault[] {
  const lines = source.text.trimEnd().split('\n').length
  if (!isPackageSource(workspace, source) || lines <= MAX_LINES) return []
  return [{ file: source.file, line: MAX_LINES + 1, message: `${lines} lines; split it at ${MAX_LINES}` }]
}
