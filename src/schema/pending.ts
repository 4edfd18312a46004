import * as z from 'zod'

/** Folder inside the data folder that holds files on their way into place; it exists for moments only. */
export const PENDING_FOLDER = '.pending'

/** Name of the list of these files. While it exists, what it names counts and not what still stands in its place. */
export const PENDING_MANIFEST = `${PENDING_FOLDER}/manifest.json`

/** What is being put into place, so that several files change as one. */
export const PendingManifest = z.strictObject({
  /** The files. */
  files: z.array(
    z.strictObject({
      /** File relative to the data folder. */
      path: z.string().regex(/^(?:[a-z0-9-]+\/)?[a-z0-9-]+\.jsonl?$/),
      /** Its new text stands in this file of the folder, until it is moved; null = it goes away. */
      staged: z.string().regex(/^\d+$/).nullable(),
    }),
  ),
})
export type PendingManifest = z.infer<typeof PendingManifest>
