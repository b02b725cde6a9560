"""Print a completion script for your shell.

bash: source <(mensch completion bash). zsh: the same. fish: mensch completion fish | source.
"""

from __future__ import annotations

import argparse

from mensch import cli

SHELLS = ("bash", "zsh", "fish")


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("shell", choices=SHELLS)


def run(args: argparse.Namespace) -> int:
    print(script(args.shell))
    return 0


def words() -> dict[str, tuple[str, list[str]]]:
    """For each command its help and its options, read from the parser itself."""
    found = {}
    for name in cli.names():
        module = cli.load(name)
        one = argparse.ArgumentParser(prog=name, add_help=True)
        module.configure(one)
        found[name] = (cli.summary(module), sorted(o for a in one._actions for o in a.option_strings))
    return found


def script(shell: str) -> str:
    return fish(words()) if shell == "fish" else bash(words(), zsh=shell == "zsh")


def bash(known: dict[str, tuple[str, list[str]]], *, zsh: bool) -> str:
    cases = "\n".join(f'    {name}) words="{" ".join(options)}" ;;' for name, (_, options) in known.items())
    head = "autoload -U +X bashcompinit && bashcompinit\n" if zsh else ""
    return f"""{head}_mensch() {{
  local here="${{COMP_WORDS[COMP_CWORD]}}" words="{" ".join(known)}"
  if [ "$COMP_CWORD" -gt 1 ]; then case "${{COMP_WORDS[1]}}" in
{cases}
    *) words="" ;;
  esac; fi
  COMPREPLY=($(compgen -W "$words" -- "$here"))
}}
complete -o default -F _mensch mensch"""


def fish(known: dict[str, tuple[str, list[str]]]) -> str:
    lines = []
    for name, (text, options) in known.items():
        lines.append(f"complete -c mensch -n __fish_use_subcommand -a {name} -d '{quoted(text)}'")
        seen = f"complete -c mensch -n '__fish_seen_subcommand_from {name}'"
        lines += [f"{seen} -{'l' if o.startswith('--') else 's'} {o.lstrip('-')}" for o in options]
    return "\n".join(lines)


def quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace("'", "\\'")
