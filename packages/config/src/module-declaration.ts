import type { Problem } from '@horarium/core'
import { isOff } from './flag.js'
import { type Place, placeIn, warningAt } from './place.js'
import { descend, type XmlElement } from './xml/element.js'

/** What some file says of a module: whether it is active, and which modules it comes after. */
export interface ModuleDeclaration {
  readonly name: string
  /** Where it is switched off; absent where it is not. */
  readonly inactive?: Place
  readonly needs: readonly ModuleNeed[]
  /** Which of Magento 1's folders of modules it is in. */
  readonly codePool?: string
  readonly problems: readonly Problem[]
}

/** A module that comes before another. */
export interface ModuleNeed {
  readonly name: string
  /** Magento 1's `<depends>` cannot do without; Magento 2's `<sequence>` only states an order. */
  readonly kind: 'depends' | 'sequence'
  readonly place: Place
}

/** Reads Magento 1's `<modules>`: `<Vendor_Name><active/><depends><Other_Module/></depends></Vendor_Name>`. */
export function readModulesNode(modules: readonly XmlElement[], place: Place): readonly ModuleDeclaration[] {
  return modules.flatMap(({ children }) =>
    children.map((module) => {
      const at = placeIn(place, module)
      const needs = descend([module], 'depends').flatMap((depends) =>
        depends.children.map((other): ModuleNeed => {
          return { name: other.name, kind: 'depends', place: placeIn(placeIn(at, depends), other) }
        }),
      )
      const [codePool] = descend([module], 'codePool')
      return { name: module.name, needs, ...(codePool && { codePool: codePool.text }), ...activity(module, at) }
    }),
  )
}

/** Reads Magento 2's `<module name>`, with the modules of its `<sequence>`. */
export function readModuleElement(module: XmlElement, place: Place): ModuleDeclaration {
  const needs = descend([module], 'sequence').flatMap((sequence) =>
    descend([sequence], 'module').map((other): ModuleNeed => {
      const at = placeIn(placeIn(place, sequence), other)
      return { name: other.attributes.get('name') ?? '', kind: 'sequence', place: at }
    }),
  )
  return { name: module.attributes.get('name') ?? '', needs, ...activity(module, place) }
}

const ON = ['1', 'yes', 'on']
const OFF = ['no', 'off']

// Magento 1 takes the exact text `true` for on and everything else for off.
function activity(module: XmlElement, place: Place): Pick<ModuleDeclaration, 'inactive' | 'problems'> {
  const flag = module.children.find(({ name }) => name === 'active')
  const text = flag?.text ?? module.attributes.get('active') ?? 'true'
  const at = flag ? placeIn(place, flag) : { ...place, path: `${place.path}@active` }
  if (text === 'true') return { problems: [] }
  const meant = text.toLowerCase()
  if (isOff(text) || OFF.includes(meant)) return { inactive: at, problems: [] }
  const isOn = meant === 'true' || ON.includes(meant)
  const message = `active is '${text}', read as ${isOn ? 'true, which Magento 1 would not do' : 'false'}`
  const problems = [warningAt(at, message, 'Write true or false.')]
  return isOn ? { problems } : { inactive: at, problems }
}
