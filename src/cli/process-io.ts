import { closeSync, openSync, readdirSync, readSync, realpathSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { type FileStatus, type Io, type Output } from './io';

const CHUNK = 64 * 1024;

/** The machine that the process runs on. */
export function processIo(version: string): Io {
  return {
    files: { stat, list: (folder) => readdirSync(folder), realPath: (path) => realpathSync(path), read },
    stdout: outputOf(process.stdout),
    stderr: outputOf(process.stderr),
    stdin: readStdin,
    environment: process.env,
    // Opening `performance` takes a millisecond.
    clock: () => Number(process.hrtime.bigint()) / 1e6,
    cores: availableParallelism(),
    version,
  };
}

function outputOf(stream: NodeJS.WriteStream): Output {
  return { write: (text) => void stream.write(text), isTerminal: stream.isTTY === true };
}

function stat(path: string): FileStatus {
  const status = statSync(path);
  return { kind: status.isDirectory() ? 'folder' : status.isFile() ? 'file' : 'other', size: status.size };
}

/** In parts: a pipe or a device has no size, and may have no end. */
function read(path: string, limit: number): Uint8Array {
  const file = openSync(path, 'r');
  try {
    const chunks: Uint8Array[] = [];
    let length = 0;
    while (length <= limit) {
      const chunk = new Uint8Array(CHUNK);
      const count = readSync(file, chunk, 0, CHUNK, null);
      if (count === 0) break;
      chunks.push(chunk.subarray(0, count));
      length += count;
    }
    return Buffer.concat(chunks);
  } finally {
    closeSync(file);
  }
}

async function readStdin(limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of process.stdin) {
    chunks.push(chunk as Uint8Array);
    length += (chunk as Uint8Array).length;
    if (length > limit) break;
  }
  return Buffer.concat(chunks);
}
