/**
 * Writes one version of a data folder after the other until it is killed; started by the tests of kills.
 * Arguments: folder, first version, and the durable call at which it kills itself (none = it does not).
 */
import { openStore } from '../scrapers/store.ts'
import { DISK } from '../scrapers/transaction.ts'
import { countingDisk } from './faults/disk.ts'
import { sampleCourses, sampleEntry, sampleMembership, sampleRun } from './scrape-samples.ts'

const [, , folder = '', start, lastCall] = process.argv
const disk =
  lastCall === undefined
    ? DISK
    : countingDisk((call) => {
        if (call === Number(lastCall)) process.kill(process.pid, 'SIGKILL')
      })
const store = openStore(folder, { write: true, disk })
const first = Number(start)
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
