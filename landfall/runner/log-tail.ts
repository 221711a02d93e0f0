import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';

const CHUNK_BYTES = 64 * 1024;

/** Reads the lines that somebody else appends to a file. */
export interface LogTail {
  /** Hands on the lines completed since the last call. */
  readonly poll: () => void;
  /** Hands on what is left, an unfinished last line too, and closes the file. */
  readonly end: () => void;
}

/**
 * Follows a file from its present end.
 * @throws the file system's error where the file isn't there.
 */
export function tailFile(path: string, onLine: (line: string) => void): LogTail {
  const descriptor = openSync(path, 'r');
  const decoder = new StringDecoder('utf8');
  const buffer = Buffer.alloc(CHUNK_BYTES);
  let position = statSync(path).size;
  let rest = '';
  const poll = (): void => {
    for (let read = -1; read !== 0;) {
      read = readSync(descriptor, buffer, 0, CHUNK_BYTES, position);
      position += read;
      const lines = (rest + decoder.write(buffer.subarray(0, read))).split('\n');
      rest = lines.pop() ?? '';
      lines.forEach(onLine);
    }
  };
  const end = (): void => {
    poll();
    const last = rest + decoder.end();
    if (last !== '') onLine(last);
    closeSync(descriptor);
  };
  return { poll, end };
}
