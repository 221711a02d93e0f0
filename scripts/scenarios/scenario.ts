import type { EndState } from './end-state';
import type { World } from './world';

/** A real run with something that goes wrong, or changes, and what must have come of it. */
export interface Scenario {
  readonly name: string;
  readonly what: string;
  /** @throws where it didn't come out as it should */
  readonly run: (context: Context) => Promise<void>;
}

/** What scenarios share, because deploying takes its time. */
export interface Context {
  /** A tiny organization that was deployed without disturbance, and its emulator. */
  readonly deployed: () => Promise<World>;
  /** What the undisturbed deployment led to. */
  readonly undisturbed: () => Promise<EndState>;
  /** Makes a world of its own, whose emulator is ended with the scenario, and ends the shared one before. */
  readonly alone: (make: () => World) => Promise<World>;
  readonly note: (text: string) => void;
}
