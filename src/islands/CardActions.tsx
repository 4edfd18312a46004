import { MOST_COMPARED, MOST_SAVED, writeDevice, type Saved } from './device.ts'
import { useDevice } from './use-device.ts'

/** What was taken out of the list on this page: pressed again, the button brings its note back too. */
const takenOut = new Map<string, Saved>()

function SaveButton({ id, title, today }: { id: string; title: string; today: string }) {
  const { saved } = useDevice()
  const before = saved.find((one) => one.id === id)
  const isFull = before === undefined && saved.length >= MOST_SAVED
  return (
    <button
      type="button"
      aria-pressed={before !== undefined}
      disabled={isFull}
      title={isFull ? `At most ${MOST_SAVED} courses can be saved` : undefined}
      onClick={() => {
        if (before !== undefined) takenOut.set(id, before)
        const others = saved.filter((one) => one !== before)
        const again = takenOut.get(id) ?? { id, note: '', on: today }
        writeDevice({ saved: before === undefined ? [...others, again] : others })
      }}
    >
      {before === undefined ? 'Save' : 'Saved'}
      <span className="visually-hidden"> {title}</span>
    </button>
  )
}

/** Puts a course beside others. */
export function CompareButton({ id, title }: { id: string; title: string }) {
  const { compared } = useDevice()
  const isCompared = compared.includes(id)
  const isFull = !isCompared && compared.length >= MOST_COMPARED
  return (
    <button
      type="button"
      aria-pressed={isCompared}
      disabled={isFull}
      title={isFull ? `At most ${MOST_COMPARED} courses can be compared` : undefined}
      onClick={() => {
        writeDevice({ compared: isCompared ? compared.filter((one) => one !== id) : [...compared, id] })
      }}
    >
      {isCompared ? 'Comparing' : 'Compare'}
      <span className="visually-hidden"> {title}</span>
    </button>
  )
}

/** Keeps a course on this device, or puts it beside others. */
export function CardActions({ id, title, today }: { id: string; title: string; today: string }) {
  return (
    <p className="actions needs-script">
      <SaveButton id={id} title={title} today={today} />
      <CompareButton id={id} title={title} />
    </p>
  )
}
