import js from '@eslint/js'
import astro from 'eslint-plugin-astro'
import reactHooks from 'eslint-plugin-react-hooks'
import { defineConfig } from 'eslint/config'
import tseslint from 'typescript-eslint'

/** Folders of src/ and the ones each may import. What stands in none of these lists does not exist. */
const MAY_IMPORT = {
  schema: [],
  catalog: ['schema'],
  credentials: ['schema', 'catalog'],
  memberships: ['schema', 'catalog', 'credentials'],
  search: ['schema', 'catalog'],
  finder: ['schema', 'catalog', 'credentials', 'memberships', 'search'],
  compare: ['schema', 'catalog', 'credentials', 'memberships'],
  planner: ['schema', 'catalog', 'credentials', 'memberships'],
  islands: ['schema', 'catalog', 'credentials', 'memberships', 'search', 'finder', 'compare', 'planner'],
  layouts: ['schema', 'catalog', 'credentials', 'islands', 'styles'],
  components: [
    'schema',
    'catalog',
    'credentials',
    'memberships',
    'search',
    'finder',
    'compare',
    'planner',
    'islands',
    'layouts',
    'styles',
  ],
  pages: [
    'schema',
    'catalog',
    'credentials',
    'memberships',
    'search',
    'finder',
    'compare',
    'planner',
    'islands',
    'layouts',
    'components',
    'styles',
  ],
}
/** Folders that work the same at build time, in a browser and in a worker. */
const PURE = ['schema', 'catalog', 'credentials', 'memberships', 'search', 'finder', 'compare', 'planner']

/** The files that may touch the disk; tests and tools may too. */
const READS_DISK = [
  'scrapers/{answers,cli,extractor-version,json-text,lock,new-provider,snapshots,store,transaction}.ts',
  'scrapers/fetch/{manifest,replay,saved-pages,state}.ts',
  'src/catalog/{check,load}.ts',
  'src/serve.ts',
]
const TESTS = ['**/*.test.ts']

const DISK = { regex: '^(?:node:)?fs(?:/|$)', message: 'Only the files named in eslint.config.js touch the disk.' }
const DATA_FILES = {
  regex: '(?:^|/)data/.*\\.jsonl?$',
  message: 'data/ is read by src/catalog/load.ts and scrapers/store.ts only.',
}
const SCRAPERS = {
  regex: '(?:^|/)scrapers/',
  message: 'src never imports scrapers; data/ is all that passes between them.',
}
const PAGE_WORLD = {
  regex: '^(?:react|react-dom|astro|@astrojs)(?:[/:]|$)',
  message: 'This folder knows no React and no Astro: its modules are tested without a browser.',
}
const ONLY_ZOD = { regex: '^(?!zod$|\\./)', message: 'The schema imports zod and itself.' }
const BUILD_ONLY = {
  regex: '(?:^|/)catalog/(?:catalog|check|load)\\.ts$',
  message: 'This reads the disk, which a browser has not; take the data as an argument.',
}
const OTHER_HALF = {
  regex: '(?:^|/)src/(?!schema/|site\\.ts$)',
  message: 'Of src, scrapers import the schema and site.ts, nothing else.',
}
const CLIENT = { regex: '^undici$', message: 'Only scrapers/fetch talks to the network.' }
const GIVEN_PAGES = {
  regex: '(?:^|/)(?:fetch/|(?:cli|clients|diff|guard|history|lock|outcome|run|schedule|store|transaction)\\.ts$)',
  message: 'Reading a site is given pages and returns values; fetching, judging and writing belong to the runner.',
}
const PROVIDERS = { regex: '(?:^|/)providers/', message: 'What providers share knows none of them.' }
const OTHER_PROVIDER = {
  regex: '^\\.\\./(?!\\.\\.)',
  message: 'A provider never imports another one; what they share is a platform.',
}

/** The rule for imports, with the ban on touching the disk lifted for the files that may. */
function imports(files, patterns) {
  const rule = (banned) => ({ 'no-restricted-imports': ['error', { patterns: banned }] })
  return files.flatMap((glob) => [
    { files: [glob], rules: rule([...patterns, DISK]) },
    {
      files: [...READS_DISK, ...TESTS].map((allowed) => [glob, allowed]),
      rules: rule(patterns),
    },
  ])
}

function folderOfSrc([folder, allowed]) {
  const others = Object.keys({ ...MAY_IMPORT, styles: [] }).filter((name) => name !== folder && !allowed.includes(name))
  return imports(
    [`src/${folder}/**/*.{ts,tsx,astro}`],
    [
      {
        regex: `^(?:\\.\\./)+(?:${others.join('|')})/`,
        message: `src/${folder} may import: ${allowed.join(', ') || 'zod'}.`,
      },
      SCRAPERS,
      DATA_FILES,
      ...(PURE.includes(folder) ? [PAGE_WORLD] : []),
      ...(folder === 'islands' ? [BUILD_ONLY] : []),
    ],
  )
}

const inAnyBrowser = (names) =>
  names.map((name) => ({ name, message: 'This folder knows no browser; pass in what it needs.' }))

export default defineConfig(
  { ignores: ['.astro/', 'dist/', 'tests/fixtures/'] },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  astro.configs.recommended,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      // `!= null` means neither null nor undefined.
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      // A number in a template reads well and prints as expected.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `() => setOpen(true)` is how handlers are written.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // process.env['PORT'] says that the key may be missing.
      '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
    },
  },
  // The frontmatter of a page is checked by `astro check`; these parsers have no types to offer.
  { files: ['**/*.astro', '**/*.astro/*.ts', '**/*.{js,mjs}'], extends: [tseslint.configs.disableTypeChecked] },
  // expect.any() and its like are of type any.
  { files: TESTS, rules: { '@typescript-eslint/no-unsafe-assignment': 'off' } },
  { files: ['src/islands/**/*.tsx'], extends: [reactHooks.configs.flat.recommended] },
  { files: ['**/*.{js,mjs}'], languageOptions: { globals: { process: 'readonly' } } },
  { files: ['public/**/*.js'], languageOptions: { globals: { document: 'readonly', localStorage: 'readonly' } } },

  imports(['src/*.ts'], [SCRAPERS, DATA_FILES]),
  Object.entries(MAY_IMPORT).map(folderOfSrc),
  {
    files: ['src/schema/**/*.ts'],
    ignores: TESTS,
    rules: { 'no-restricted-imports': ['error', { patterns: [ONLY_ZOD] }] },
  },
  imports(['scrapers/**/*.ts'], [OTHER_HALF, DATA_FILES, CLIENT]),
  imports(['scrapers/fetch/**/*.ts'], [OTHER_HALF, DATA_FILES]),
  imports(['scrapers/{extract,normalize,platforms}/**/*.ts'], [OTHER_HALF, DATA_FILES, CLIENT, GIVEN_PAGES, PROVIDERS]),
  imports(['scrapers/providers/*/**/*.ts'], [OTHER_HALF, DATA_FILES, CLIENT, GIVEN_PAGES, OTHER_PROVIDER]),
  {
    files: PURE.map((folder) => `src/${folder}/**/*.ts`),
    rules: {
      'no-restricted-globals': [
        'error',
        ...inAnyBrowser(['document', 'history', 'localStorage', 'location', 'navigator', 'sessionStorage', 'window']),
      ],
    },
  },
  {
    files: ['scrapers/**/*.ts'],
    ignores: TESTS,
    rules: {
      'no-restricted-globals': [
        'error',
        { name: 'fetch', message: 'Only the client in scrapers/fetch asks the network.' },
      ],
    },
  },
)
