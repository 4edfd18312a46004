/** Writes one version of a data folder after the other until it is killed; started by scrape-kill.test.ts. */
import { openStore } from '../scrapers/store.ts'
import { sampleCourses, sampleEntry, sampleMembership, sampleRun } from './scrape-samples.ts'

const store = openStore(process.argv[2] ?? '', { write: true })
const first = Number(process.argv[3])
for (let version = first; ; version += 1) {
  const name = String(version)
  const last = sampleRun({ notes: [name] })
  store.write('shop', {
    runs: { provider: 'shop', last, lastGood: last, confirmed: {} },
    provider: sampleEntry({ name }),
    courses: sampleCourses(30, () => ({ title: name })),
    memberships: [sampleMembership({ name })],
    history: [
      {
        record: 'shop/c1',
        field: 'title',
        from: null,
        to: name,
        on: null,
        seen: '2026-11-22',
        source: null,
        note: null,
      },
    ],
  })
  if (version === first) process.stdout.write('writing\n')
}
