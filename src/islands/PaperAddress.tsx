/** Where a printed course is found. */
export function PaperAddress({ id }: { id: string }) {
  return <p className="on-paper">{new URL(`/courses/${id}/`, window.location.origin).href}</p>
}
