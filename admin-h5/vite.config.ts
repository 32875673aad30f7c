import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

const here = fileURLToPath(new URL('.', import.meta.url));
/** Where `npm run dev`-style serving finds the CloudBase gateway. */
const gateway = process.env['LIANDIAN_PROXY'] ?? 'http://127.0.0.1:7300';

export default defineConfig({
  root: here,
  base: './',
  plugins: [vue()],
  cacheDir: `${here}/../.cache/vite-admin`,
  define: {
    __ENV_ID__: JSON.stringify(process.env['LIANDIAN_ENV'] ?? 'local'),
    __PUBLISHABLE_KEY__: JSON.stringify(process.env['LIANDIAN_PUBLISHABLE_KEY'] ?? 'local'),
    __GATEWAY__: JSON.stringify(process.env['LIANDIAN_GATEWAY'] ?? ''),
  },
  build: {
    outDir: `${here}/../dist/admin-h5`,
    emptyOutDir: true,
    target: 'es2022',
    // echarts is one lazy chunk of its own; the first load is held down by a budget test.
    chunkSizeWarningLimit: 700,
  },
  server: {
    host: '127.0.0.1',
    proxy: { '/auth': gateway, '/v1': gateway, '/local': gateway, '/storage': gateway },
  },
});
