/** The order in which modules are merged: a later one overrides an earlier one. By name, on every machine the same. */
export function inModuleOrder<Named extends { readonly name: string }>(modules: readonly Named[]): readonly Named[] {
  return modules.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
}
