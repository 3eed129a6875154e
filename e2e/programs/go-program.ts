/** A program that is built from a Go module of its own. */
export interface GoProgram {
  readonly name: string;
  /** Folder of its go.mod. */
  readonly module: string;
  /** The package that is built, ours as `.` or upstream's by its import path. */
  readonly package: string;
  /** Variables that upstream's own build sets. @default - none */
  readonly variables?: Readonly<Record<string, string>>;
  /** Folders of ours that the module replaces a dependency by: what is in them is in the program. @default - none */
  readonly replaced?: readonly string[];
}
