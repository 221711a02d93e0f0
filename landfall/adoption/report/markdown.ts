/** A text on one line. */
export function line(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** An item of a list. Names of AWS may hold what Markdown takes for emphasis or for a tag. */
export function item(subject: string, text: string): string {
  const name = line(subject);
  const fence = name.includes('`') ? '``' : '`';
  const padding = fence.length > 1 ? ' ' : '';
  return `- ${fence}${padding}${name}${padding}${fence}: ${plain(text)}\n`;
}

function plain(text: string): string {
  return line(text).replace(/[*<]/g, (sign) => `\\${sign}`);
}
