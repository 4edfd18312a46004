import react from '@astrojs/react'
import { defineConfig } from 'astro/config'

import { SITE } from './src/site.ts'

// Building the site tells nobody about it.
process.env.ASTRO_TELEMETRY_DISABLED ??= '1'

export default defineConfig({
  site: SITE.origin,
  trailingSlash: 'always',
  build: { format: 'directory' },
  integrations: [react()],
  devToolbar: { enabled: false },
  security: {
    // Astro adds script-src and style-src: 'self' and a hash for each inline script and style of the page.
    // What a meta tag cannot carry (frame-ancestors) stands in public/_headers.
    csp: {
      directives: [
        "default-src 'none'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
      ],
    },
  },
})
