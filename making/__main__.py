"""Writes everything that is made from the code: `python -m making`; a test says when it is out of date."""

from making.made import MADE


def main() -> None:
    """Write each file that would change, and say so."""
    for path, make in MADE.items():
        text = make()
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            print(path)


if __name__ == "__main__":
    main()
