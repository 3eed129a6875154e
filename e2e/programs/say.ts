/** Tells whoever runs the suites how far they are; jest would put a stack below each line of the console. */
export function say(message: string): void {
  process.stderr.write(`e2e: ${message}\n`);
}
