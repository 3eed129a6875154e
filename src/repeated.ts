/** The first of some values that is there a second time. */
export function firstRepeated(values: string[]): string | undefined {
  return values.find((value, index) => values.indexOf(value) !== index);
}
