import { expect, test } from 'vitest'

import bodies from '../../data/bodies.json' with { type: 'json' }
import units from '../../data/units.json' with { type: 'json' }
import { findBodies } from '../../scrapers/normalize/body.ts'
import { UNITS } from '../../scrapers/normalize/unit-words.ts'

/** Boards are named in full by states; what is looked for in listings is who certifies people and accredits courses. */
const named = bodies.filter(({ kind }) => kind !== 'board')

test.each(named.map(({ id, name, short, aliases }) => [id, [name, short, ...aliases]] as const))(
  'every name of %s in the catalog is found in print',
  (id, names) => {
    expect(names.filter((name) => !findBodies(name).includes(id))).toEqual([])
  },
)

test('every unit that is read is one of the catalog', () => {
  const known = new Set(units.units.map(({ id }) => id))
  const read = Object.values(UNITS).flatMap((byBody) => Object.values(byBody))
  expect(read.filter((unit) => unit !== undefined && !known.has(unit))).toEqual([])
})
