import { shipment } from '../finder/rows.ts'

/** Every row of the finder, for the browser. */
export const GET = () => Response.json(shipment)
