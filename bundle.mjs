import { readFile } from 'node:fs/promises'
import { relative } from 'node:path'
import { build } from 'esbuild'

// Run by each package's build after the compiler: makes one file of what an entrance leads to within the package, over
// what the compiler made of it. Node takes most of a millisecond for each file it loads, and a command needs hundreds.
// The other files stay, for who looks into one.
const { exports = {} } = JSON.parse(await readFile('package.json', 'utf8'))
const named = Object.values(exports).flatMap((target) => target.default ?? [])
const entrances = new Set(['./dist/index.js', ...named, ...process.argv.slice(2)])

await build({
  entryPoints: [...entrances].map((path) => 'src/' + relative('dist', path).replace(/js$/, 'ts')),
  outdir: 'dist',
  outbase: 'src',
  // What entrances share is shared.
  splitting: true,
  chunkNames: '[name]',
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'es2023',
  sourcemap: true,
  logLevel: 'warning',
})
