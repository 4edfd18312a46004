import { useState } from 'react'

import { formatCount } from '../catalog/format.ts'
import type { Hit } from '../finder/hit.ts'
import type { Names } from '../finder/names.ts'
import { readDevice, writeDevice } from './device.ts'
import { mergeSaved } from './saved-list.ts'
import { useDevice } from './use-device.ts'

interface Props {
  names: Names
  today: string
  hitOf: (id: string) => Hit | undefined
}

const FILES = {
  csv: { label: 'Download CSV', type: 'text/csv' },
  json: { label: 'Download JSON', type: 'application/json' },
} as const
type FileKind = keyof typeof FILES

const MOST_BYTES = 5_000_000
const MOST_PROBLEMS = 20

function download(name: string, text: string, type: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}

/** Only who moves a list pays for the code that reads and writes files. */
const loadFiles = () => import('./saved-file.ts')

interface Told {
  words: string
  problems: readonly string[]
}

async function addFile(file: File, today: string): Promise<Told> {
  if (file.size > MOST_BYTES) return { words: 'That file is too large to be a list of courses.', problems: [] }
  const { readList, UnreadableList } = await loadFiles()
  try {
    const read = readList(await file.text(), today)
    const { saved, added, known, problems } = mergeSaved(readDevice().saved, read.saved)
    writeDevice({ saved })
    const before = known === 0 ? '' : ` ${formatCount(known, 'course')} ${known === 1 ? 'was' : 'were'} in it already.`
    return {
      words: `${formatCount(added, 'course')} added to your list.${before}`,
      problems: [...read.problems, ...problems],
    }
  } catch (error) {
    if (!(error instanceof UnreadableList)) throw error
    return { words: `Nothing was added, and your list is as it was. ${error.message}`, problems: [] }
  }
}

/** Takes the list out of the browser as a file, and back in. */
export function SavedFiles({ names, today, hitOf }: Props) {
  const { saved } = useDevice()
  const [told, setTold] = useState<Told | null>(null)

  const offer = async (kind: FileKind) => {
    const { toCsv, toJson } = await loadFiles()
    const written = { saved, hitOf, names, origin: window.location.origin }
    download(`saved-courses-${today}.${kind}`, kind === 'csv' ? toCsv(written) : toJson(written), FILES[kind].type)
  }
  const tell = (work: Promise<Told>) => {
    work.then(setTold, () => {
      setTold({
        words: 'That did not work. Check your connection and try again; your list is as it was.',
        problems: [],
      })
    })
  }

  return (
    <section id="files" className="files needs-script" tabIndex={-1} aria-labelledby="files-head">
      <h2 id="files-head">Keep a copy, or move the list</h2>
      <p>
        The list lives in this browser only. A file keeps it safe when browser data is cleared, and takes it to another
        device. Notes are in the file.
      </p>
      {saved.length > 0 && (
        <p className="list-tools">
          {Object.entries(FILES).map(([kind, { label }]) => (
            <button
              key={kind}
              type="button"
              className="button quiet"
              onClick={() => {
                tell(
                  offer(kind as FileKind).then(() => ({
                    words: `${formatCount(saved.length, 'course')} written to a file.`,
                    problems: [],
                  })),
                )
              }}
            >
              {label}
            </button>
          ))}
        </p>
      )}
      <label className="add-file">
        Add courses from a file (CSV or JSON)
        <input
          type="file"
          accept=".csv,.json,text/csv,application/json"
          onChange={({ target }) => {
            const [file] = target.files ?? []
            if (file !== undefined) tell(addFile(file, today))
            // The same file may be chosen again once it is mended.
            target.value = ''
          }}
        />
      </label>
      <p className="small">What you have stays: courses are added, and a second note comes below the first.</p>
      <div role="status">
        {told !== null && (
          <div className="notice">
            <p>{told.words}</p>
            {told.problems.length > 0 && (
              <ul>
                {told.problems.slice(0, MOST_PROBLEMS).map((problem) => (
                  <li key={problem}>{problem}</li>
                ))}
                {told.problems.length > MOST_PROBLEMS && <li>and {told.problems.length - MOST_PROBLEMS} more</li>}
              </ul>
            )}
          </div>
        )}
      </div>
    </section>
  )
}
