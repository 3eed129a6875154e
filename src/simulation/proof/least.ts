/** The least whole number above 0 that is enough, where the most is, and every larger one is enough as well. */
export function leastOf(isEnough: (number: number) => boolean, most: number): number {
  let [tooFew, enough] = [0, most];
  while (enough - tooFew > 1) {
    const middle = Math.floor((tooFew + enough) / 2);
    if (isEnough(middle)) enough = middle;
    else tooFew = middle;
  }
  return enough;
}
