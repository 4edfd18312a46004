import { DISK, type Disk } from '../../scrapers/transaction.ts'

/** @param before hears of every durable call, numbered from 1, before it is made; what it throws is the disk's answer */
export function countingDisk(before: (call: number) => void): Disk {
  let calls = 0
  const counted =
    <A extends unknown[]>(call: (...args: A) => void) =>
    (...args: A) => {
      calls += 1
      before(calls)
      call(...args)
    }
  return {
    makeFolder: counted(DISK.makeFolder),
    writeFile: counted(DISK.writeFile),
    rename: counted(DISK.rename),
    remove: counted(DISK.remove),
    syncFolder: counted(DISK.syncFolder),
  }
}
