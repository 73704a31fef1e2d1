import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  plugins: [react()],
  build: { target: 'es2023', assetsInlineLimit: 0, chunkSizeWarningLimit: 800, license: { fileName: 'licenses.md' } },
  // `vite` alone shows the pages as they are written, on the service of `horarium dev`.
  server: { proxy: { '/api': 'http://127.0.0.1:8667', '/health': 'http://127.0.0.1:8667' } },
})
