import type { DescribedFile } from './part';

/** A policy that AWS keeps as one line, as people read it: the same JSON, a line for each part. */
export function policyFile(path: string, content: string): DescribedFile {
  return { path: `policies/${path}`, text: readable(content) };
}

/** What is no JSON stays as it is; a check speaks of it. */
function readable(content: string): string {
  try {
    return `${JSON.stringify(JSON.parse(content), undefined, 2)}\n`;
  } catch {
    return content.endsWith('\n') ? content : `${content}\n`;
  }
}
