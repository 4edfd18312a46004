import { catalog } from '../../catalog/catalog.ts'
import { verdictsFor } from '../../finder/rows.ts'

export const getStaticPaths = () => catalog.credentials.map(({ id }) => ({ params: { id } }))

/** The verdict on every open course for one credential, for the browser. */
export const GET = ({ params }: { params: { id: string } }) => Response.json(verdictsFor(params.id))
