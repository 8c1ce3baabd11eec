import { atCounter, bySelf, helped, onBehalf, receivedInMonth, running } from './filing.ts'
import { campaignsDone, campaignsLeft, campaignsOverdue } from './campaigns.ts'
import { late, onTime, overdue } from './time.ts'
import { inHands, refused, waiting } from './work.ts'

/** Every indicator of this release, in the order leaders read them. The application hands them to steering. */
export const indicators = [receivedInMonth, onTime, late, overdue, running, waiting, bySelf, helped, onBehalf, atCounter, refused, inHands, campaignsLeft, campaignsOverdue, campaignsDone]
