export { type JobNames, namesOf } from './job-names.js'
export { main, type Output } from './main.js'
export { moduleFiles, type ModuleOrder, type ProjectLinks } from './module-files.js'
export { projectFiles, type ProjectOrder, TOOLS } from './project-files.js'
