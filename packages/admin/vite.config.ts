import { brotliCompressSync, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const WORTH_IT = /\.(?:js|css|svg)$/

/** Puts each file beside itself as small as it gets, once, so that no service has to for every answer. */
function compressed(): Plugin {
  return {
    name: 'compressed',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        for (const [fileName, made] of Object.entries(bundle)) {
          if (!WORTH_IT.test(fileName)) continue
          const plain = made.type === 'chunk' ? made.code : made.source
          this.emitFile({ type: 'asset', fileName: `${fileName}.br`, source: brotliCompressSync(plain) })
          this.emitFile({ type: 'asset', fileName: `${fileName}.gz`, source: gzipSync(plain, { level: 9 }) })
        }
      },
    },
  }
}

export default defineConfig({
  plugins: [react(), compressed()],
  build: {
    target: 'es2023',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 800,
    reportCompressedSize: false,
    license: { fileName: 'licenses.md' },
  },
  // `vite` alone shows the pages as they are written, on the service of `horarium dev`.
  server: { proxy: { '/api': 'http://127.0.0.1:8667', '/health': 'http://127.0.0.1:8667' } },
})
