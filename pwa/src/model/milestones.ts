/** Counts of a streak that deserve one warm sentence; 66 is the median day at which a habit holds (Lally 2010). */
export const MILESTONES = [7, 30, 66, 100, 365] as const;
