/* For maintainers: make s3ext/web/vendor/sveltia-cms/sveltia-cms.js anew. The build of the site never needs Node.
 *
 *   mkdir /tmp/editor && cd /tmp/editor
 *   npm install @sveltia/cms@0.221.1 esbuild@0.28.0 && node node_modules/esbuild/install.js
 *   node <repository>/tools/bundle_editor.mjs <repository>/s3ext/web/vendor/sveltia-cms
 *
 * The package as published fetches its texts, its highlighting and its fonts from other hosts. This puts the Swedish
 * texts into the one file, and leaves out what the raw mode never uses: highlighting and picture conversion. */
import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const here = createRequire(join(process.cwd(), 'x.js'));
const { build } = here('esbuild');
const target = process.argv[2];
const unused = /^@shikijs\/|\/chunks\/(heic|shiki-engine|webp_enc|webp_enc_simd)-|locales\/[a-z]{2}(-[A-Z]{2})?\.json$/;
const kept = /locales\/(sv|en-US)\.json$/;

await build({
  stdin: { contents: "import CMS from '@sveltia/cms'; window.CMS = CMS;", resolveDir: process.cwd() },
  bundle: true,
  minify: true,
  format: 'iife',
  target: 'es2022',
  charset: 'utf8',
  legalComments: 'eof',
  define: { 'import.meta.url': 'document.baseURI' },
  outfile: join(target, 'sveltia-cms.js'),
  plugins: [
    {
      name: 'only-what-is-used',
      setup(bundler) {
        bundler.onResolve({ filter: unused }, ({ path }) => (kept.test(path) ? undefined : { path, namespace: 'unused' }));
        bundler.onLoad({ filter: /.*/, namespace: 'unused' }, () => ({ contents: 'export default {};' }));
      },
    },
  ],
});
copyFileSync('node_modules/@sveltia/cms/LICENSE.txt', join(target, 'LICENSE.txt'));
const fonts = 'node_modules/@sveltia/cms/npm/assets';
mkdirSync(join(target, 'assets'), { recursive: true });
for (const name of readdirSync(fonts))
  if (/\.woff2$|\.LICENSE\.txt$/.test(name)) copyFileSync(join(fonts, name), join(target, 'assets', name));
