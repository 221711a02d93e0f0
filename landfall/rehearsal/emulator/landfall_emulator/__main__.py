"""python -m landfall_emulator --port 0 --ready-file FILE"""

import argparse
from pathlib import Path


def main() -> None:
    parser = argparse.ArgumentParser(prog="landfall_emulator", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 (default) takes a free one")
    parser.add_argument("--ready-file", type=Path, help='gets {"pid", "port"} as soon as requests are accepted')
    parser.add_argument("--exit-with-stdin", action="store_true", help="end when standard input is closed")
    parser.add_argument("--seed", type=int, default=1, help="of all ids")
    parser.add_argument("--faults", type=Path, help="a JSON list of fault rules, see faults.py")
    parser.add_argument("--fault", action="append", default=[], help="a rule, e.g. sts:AssumeRole=throttle,every=3")
    options = parser.parse_args()

    # Late, so that --help is fast and a bad rule is told before moto is loaded.
    from . import faults

    try:
        rules = faults.read_file(options.faults) if options.faults else []
        rules += [faults.parse_spec(text) for text in options.fault]
    except (OSError, ValueError) as error:
        parser.error(f"fault rules: {error}")

    from . import state
    from .app import Emulator
    from .server import serve

    state.seed(options.seed)
    emulator = Emulator()
    emulator.faults.set(rules)
    serve(emulator, options.port, options.ready_file, options.exit_with_stdin)


if __name__ == "__main__":
    main()
