import {
  addressIn,
  referencesIn,
  referencesInTemplate,
  typeIn,
} from '../../../../landfall/rehearsal/lowering/references';

const addresses = (template: string): readonly string[] =>
  referencesInTemplate(template).map(({ address, attribute }) => [address, attribute ?? '-'].join(' '));

test.each([
  ['${aws_vpc.a.id}', ['aws_vpc.a id']],
  ['arn:aws:s3:::${aws_s3_bucket.logs.bucket}/*', ['aws_s3_bucket.logs bucket']],
  ['${data.aws_vpc.hub.id}-${local.name}', ['data.aws_vpc.hub id', 'local.name -']],
  ['${aws_vpc.a[0].id}', ['aws_vpc.a -']],
  ['${aws_vpc.a["x}y"].id} ${aws_vpc.b.id}', ['aws_vpc.a -', 'aws_vpc.b id']],
  ['${jsonencode({ a = aws_vpc.a.id, b = "aws_vpc.text" })}', ['aws_vpc.a id']],
  ['${format("%s-${aws_vpc.inner.id}", "\\"aws_vpc.text")}', ['aws_vpc.inner id']],
  ['%{ if aws_vpc.a.id != "" }x%{ endif }', ['aws_vpc.a id']],
  ['$${aws_vpc.a.id} %%{aws_vpc.b.id}', []],
  ['aws_vpc.a.id in words', []],
  ['${module.net.vpc}', ['module.net vpc']],
  ['${merge(x, y).aws_vpc.a}', []],
  ['{"a": "${aws_vpc.a.arn}"}', ['aws_vpc.a arn']],
  ['${ unfinished', []],
])('references in %s', (template, expected) => {
  expect(addresses(template)).toEqual(expected);
});

test('comments hold no references, keys of maps do', () => {
  const value = { '//': '${aws_vpc.no.id}', '${aws_vpc.key.id}': 1, list: [{ deep: '${aws_vpc.deep.id}' }] };
  expect(referencesIn(value).map(({ address }) => address)).toEqual(['aws_vpc.key', 'aws_vpc.deep']);
});

test.each([
  ['aws_vpc.a', 'aws_vpc.a', 'aws_vpc'],
  ['${aws_vpc.a}', 'aws_vpc.a', 'aws_vpc'],
  ['aws_vpc.a["x.y"]', 'aws_vpc.a', 'aws_vpc'],
  ['data.aws_vpc.a.id', 'data.aws_vpc.a', 'data.aws_vpc'],
  ['aws_vpc.a.tags', 'aws_vpc.a', 'aws_vpc'],
])('the address in %s', (text, address, type) => {
  expect(addressIn(text)).toBe(address);
  expect(typeIn(addressIn(text))).toBe(type);
});
