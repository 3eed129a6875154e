/** All that a command may reach of the machine. */
export interface Io {
  readonly files: Files;
  /** For data: what another program may read. */
  readonly stdout: Output;
  /** For talk: what is wrong with the command, and how far it is. */
  readonly stderr: Output;
  /** Everything on stdin, up to one byte more than the limit. */
  readonly stdin: (limit: number) => Promise<Uint8Array>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Milliseconds since some moment. */
  readonly clock: () => number;
  /** How many threads can run at once. */
  readonly cores: number;
  readonly version: string;
}

export interface Output {
  readonly write: (text: string) => void;
  readonly isTerminal: boolean;
}

/** The file system; what fails throws an error with Node's `code`. */
export interface Files {
  readonly stat: (path: string) => FileStatus;
  readonly list: (folder: string) => string[];
  /** One name for each file, whatever links lead to it. */
  readonly realPath: (path: string) => string;
  /** The bytes of a file, up to one more than the limit. */
  readonly read: (path: string, limit: number) => Uint8Array;
}

export interface FileStatus {
  readonly kind: 'file' | 'folder' | 'other';
  readonly size: number;
}
