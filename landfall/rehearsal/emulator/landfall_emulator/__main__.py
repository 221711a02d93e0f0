"""python -m landfall_emulator --port 0 --ready-file FILE"""

import argparse
from pathlib import Path


def main() -> None:
    parser = argparse.ArgumentParser(prog="landfall_emulator", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0 (default) takes a free one")
    parser.add_argument("--ready-file", type=Path, help='gets {"pid", "port"} as soon as requests are accepted')
    parser.add_argument("--exit-with-stdin", action="store_true", help="end when standard input is closed")
    parser.add_argument("--seed", type=int, default=1, help="of all ids")
    options = parser.parse_args()

    from . import state
    from .app import Emulator
    from .server import serve

    state.seed(options.seed)
    serve(Emulator(), options.port, options.ready_file, options.exit_with_stdin)


if __name__ == "__main__":
    main()
