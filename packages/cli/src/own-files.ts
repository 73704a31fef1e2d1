import { fileURLToPath } from 'node:url'

// Beside the compiled code, wherever the package is installed.

/** What starts this command line. */
export const PROGRAM: string = fileURLToPath(new URL('../bin/horarium.js', import.meta.url))

/** The shell script that keeps a command running. */
export const SUPERVISOR: string = fileURLToPath(new URL('../scripts/horarium-supervise.sh', import.meta.url))
