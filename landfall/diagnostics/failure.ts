/**
 * Code of a failure of the system, such as `ENOENT`; undefined if it has none.
 * Looks at the value and not at its class: Node's own errors come from another realm under some test runners.
 */
export function failureCode(failure: unknown): string | undefined {
  const code = typeof failure === 'object' && failure !== null && 'code' in failure ? failure.code : undefined;
  return typeof code === 'string' ? code : undefined;
}

/** What a thrown value says. */
export function failureMessage(failure: unknown): string {
  const message = typeof failure === 'object' && failure !== null && 'message' in failure ? failure.message : failure;
  return String(message);
}

/** Stack trace of a thrown value; undefined if it has none. */
export function failureStack(failure: unknown): string | undefined {
  const stack = typeof failure === 'object' && failure !== null && 'stack' in failure ? failure.stack : undefined;
  return typeof stack === 'string' ? stack : undefined;
}
