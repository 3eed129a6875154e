/** Something about the command itself is wrong; the message is for whoever typed it. */
export class UsageError extends Error {}
