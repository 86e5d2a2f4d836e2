"""Compiles one prepared folder into a PDF and ends: typst keeps memory between compiles, a process gives it back.

Run as a script, without importing the rest of the house, so that it starts fast: ``python worker.py FOLDER SECONDS``,
where SECONDS is the date of the document since 1970. Writes ``FOLDER/out.pdf``. On failure it ends with 1 and the
reason on the standard error. A warning is a failure: it means a page that is not what it should be.
"""

import sys
from pathlib import Path

import typst


def compile_folder(folder: Path, timestamp: int) -> None:
    """Compile ``template.typ`` with the fonts of the folder and nothing else: no system fonts, no packages."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder / "fonts"])
    packages = folder / "packages"
    pdf, warnings = typst.compile_with_warnings(
        folder / "template.typ",
        root=folder,
        font_paths=fonts,
        format="pdf",
        pdf_standards=["a-3a", "ua-1"],
        package_path=packages,
        package_cache_path=packages,
        timestamp=timestamp,
    )
    if warnings:
        sys.exit("; ".join(str(warning) for warning in warnings))
    (folder / "out.pdf").write_bytes(pdf)


if __name__ == "__main__":
    try:
        compile_folder(Path(sys.argv[1]), int(sys.argv[2]))
    except typst.TypstError as error:
        sys.exit(f"{error}\n{getattr(error, 'diagnostic', '')}".strip())
