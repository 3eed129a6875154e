/** Where something stands in a file of series; both count from 1. */
export interface SeriesPlace {
  readonly line: number;
  readonly column: number;
}

/** A file of series that cannot be read; the place is missing where the text around it is no text at all. */
export class SeriesFileError extends Error {
  constructor(public readonly place: SeriesPlace | undefined, message: string) {
    super(message);
  }
}
