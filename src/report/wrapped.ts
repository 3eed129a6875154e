/** As wide as lines are that people read. */
const WIDEST = 100;

/** A text in lines of a width that people read, those after the first indented; words stay whole. Some of the first line may be taken already. */
export function wrapped(text: string, indent: string, taken = 0): string[] {
  const lines: string[] = [];
  let [line, room] = ['', WIDEST - taken];
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line === '' || longer.length <= room) {
      line = longer;
      continue;
    }
    lines.push(line);
    [line, room] = [indent + word, WIDEST];
  }
  return [...lines, line];
}
