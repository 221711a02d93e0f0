import { Blueprint } from './blueprint';

/** An account to try things out: its network and nothing that would have to be cleaned up around it. */
export class Sandbox extends Blueprint {}
