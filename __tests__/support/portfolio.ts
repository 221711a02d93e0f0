import type { Portfolio, Product, ProductVersion } from '../../landfall/model/zone';

const source = { file: 'portfolios.yaml', path: [] };

export function testVersion(name: string, overrides: Partial<ProductVersion> = {}): ProductVersion {
  return {
    name,
    description: name,
    template: `${name}.yaml`,
    text: `Description: ${name}\n`,
    contentHash: `hash-of-${name}`,
    guidance: 'DEFAULT',
    active: true,
    ...overrides,
  };
}

/** A product with one version and a launch role of its own. */
export function testProduct(key: string, overrides: Partial<Product> = {}): Product {
  return {
    key,
    name: key,
    description: key,
    owner: 'ML engineering',
    supportEmail: 'ml@acme.example',
    versions: [testVersion('v1')],
    launchRole: `Launch-${key}`,
    launchPolicyArns: [],
    tags: {},
    source,
    ...overrides,
  };
}

/** A portfolio of the account `deployments`, shared to nobody. */
export function testPortfolio(key: string, overrides: Partial<Portfolio> = {}): Portfolio {
  return {
    key,
    name: key,
    description: key,
    provider: 'ML engineering',
    account: 'deployments',
    products: [testProduct('athena')],
    principalPatterns: [],
    shares: [],
    source,
    ...overrides,
  };
}
