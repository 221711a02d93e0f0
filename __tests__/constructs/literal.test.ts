import { literal } from '../../constructs/literal';

describe('literal text', () => {
  it.each([
    ['${aws:username}', '$${aws:username}'],
    ['%{if}', '%%{if}'],
    ['a $5 note, 100 %, {braces}', 'a $5 note, 100 %, {braces}'],
    ['$${already}', '$$${already}'],
  ])('%s becomes %s', (text, escaped) => {
    expect(literal(text)).toBe(escaped);
  });
});
