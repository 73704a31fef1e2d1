export { type Compiled, Compiler, type CompilerOrder } from './compiler.js'
